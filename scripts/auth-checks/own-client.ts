// A client of the hub's own authorization server, made by an operator, and its token.
import { createTokenSource } from '../../clients/typescript/src/index.ts';
import { graphAt } from '../demo/graph.ts';
import type { Stack } from '../stack/stack.ts';

/** An access token as a partner's back end gets it. */
export async function clientToken({ hubUrl, issuer, tenantId }: Stack): Promise<string> {
  const scopes = ['integrations:read'];
  const operator = { subject: 'operator', tenantId, scopes: ['clients:write', ...scopes] };
  const caller = { token: await issuer.token(operator), signal: AbortSignal.timeout(30_000) };
  const { createOAuthClient: made } = await graphAt(`${hubUrl}/graphql`, caller).ask<{
    createOAuthClient: { secret: string; client: { id: string } };
  }>(
    `mutation ($input: CreateOAuthClientInput!) {
      createOAuthClient(input: $input) { ... on OAuthClientWithSecret { secret client { id } } }
    }`,
    { input: { name: 'Checked', scopes } },
  );
  return createTokenSource({ issuer: hubUrl, clientId: made.client.id, clientSecret: made.secret }).token();
}
