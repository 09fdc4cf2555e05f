/** Well-formed values for whatever a field requires: they mean nothing, but they are no reason to refuse a request. */
import { randomUUID } from 'node:crypto';
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Step } from '../support/sdl-walk.ts';

/** A scalar that stands here in no form fails the tests. */
const scalars: Readonly<Record<string, () => unknown>> = {
  ID: randomUUID,
  String: () => 'anything',
  Int: () => 1,
  Float: () => 1,
  Boolean: () => true,
  DateTime: () => '2026-01-01T00:00:00.000Z',
  Decimal: () => '1',
  Currency: () => 'EUR',
  EmailAddress: () => 'somebody@example.test',
};

/** Values for the required arguments of the step. */
export function anyArguments({ field }: Step): Record<string, unknown> {
  const required = field.args.filter(isRequiredArgument);
  return Object.fromEntries(required.map(({ name, type }) => [name, anyValue(type)]));
}

function anyValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return [anyValue(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, anyValue(field.type)]));
  }
  const make = scalars[type.name];
  if (!make) throw new Error(`no value is known for ${type.name}`);
  return make();
}
