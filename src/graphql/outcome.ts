/** Expected failures as data: a thrown error that is a member of the mutation's result union becomes that member. */
import { defaultFieldResolver, getNamedType, isUnionType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { HubError } from '../platform/errors.ts';
import type { CallContext } from './call.ts';

/** Codes whose member has another name than the code in PascalCase. */
const MEMBER_NAMES: Readonly<Record<string, string>> = {
  BAD_USER_INPUT: 'HubInvalidInput',
  OAUTH_CLIENT_NOT_FOUND: 'OAuthClientNotFound',
  OAUTH_SCOPES_FORBIDDEN: 'OAuthScopesForbidden',
};

/** Wraps every mutation field that returns a union, in place. */
export function turnOutcomesIntoData(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const union = getNamedType(field.type);
    if (isUnionType(union)) wrap(field, new Map(union.getTypes().map((member) => [member.name, member])));
  }
}

function wrap(
  field: GraphQLField<unknown, CallContext>,
  members: ReadonlyMap<string, GraphQLObjectType>,
): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    try {
      return await resolve(source, args, context, info);
    } catch (error) {
      const member = error instanceof HubError ? members.get(memberName(error.code)) : undefined;
      if (!(error instanceof HubError) || !member) throw error;
      if (error.code.endsWith('FORBIDDEN')) context.refused?.(error, `Mutation.${field.name}`);
      return asData(error, member);
    }
  };
}

function asData(error: HubError, member: GraphQLObjectType): Record<string, unknown> {
  const { code, message, field, retryAfterMs } = error;
  const declared = member.getFields();
  return {
    __typename: member.name,
    code,
    message,
    ...(declared['field'] && { field: field ?? null }),
    ...(declared['retryAfterMs'] && { retryAfterMs: retryAfterMs ?? null }),
  };
}

function memberName(code: string): string {
  const pascal = code
    .toLowerCase()
    .replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return MEMBER_NAMES[code] ?? pascal;
}
