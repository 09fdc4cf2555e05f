// A partner's back end gets a client of its own, calls the hub by the client library, and is out when an operator says so.
import { createHubFetch, createTokenSource, TokenRequestFailed } from '../../clients/typescript/src/index.ts';
import type { Scene } from './story.ts';
import { check } from './telling.ts';

const ME = JSON.stringify({ query: '{ me { kind scopes } integrations { edges { node { name } } } }' });

type Answer = {
  data: { me: { kind: string; scopes: string[] }; integrations: { edges: { node: { name: string } }[] } };
};

/** Throws NotTrue. */
export async function partnerCalls({ graph, stack, telling }: Scene): Promise<void> {
  const { createOAuthClient: made } = await graph.ask<{
    createOAuthClient: { secret: string; client: { id: string } };
  }>(
    `mutation ($input: CreateOAuthClientInput!) {
      createOAuthClient(input: $input) { ... on OAuthClientWithSecret { secret client { id } } }
    }`,
    { input: { name: 'A partner', scopes: ['integrations:read'] } },
  );
  const { id: clientId } = made.client;
  const source = createTokenSource({ issuer: stack.hubUrl, clientId, clientSecret: made.secret });
  const hubFetch = createHubFetch({ as: source });
  const ask = () =>
    hubFetch(`${stack.hubUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ME,
    });
  // What the operation asks for.
  const { data } = (await (await ask()).json()) as Answer;
  check(
    data.me.kind === 'CLIENT' && data.me.scopes.join() === 'integrations:read',
    `The partner is taken for somebody else: ${JSON.stringify(data.me)}`,
  );
  const [first] = data.integrations.edges;
  telling.fact(`A partner gets a token at /oauth/token and reads "${first?.node.name}", and nothing else`);

  await graph.ask('mutation ($id: ID!) { revokeOAuthClient(id: $id) { __typename } }', { id: clientId });
  const begun = performance.now();
  let refused: unknown;
  while (refused === undefined && performance.now() - begun < 5_000)
    refused = await ask().then(
      () => undefined,
      (error: unknown) => error,
    );
  check(
    refused instanceof TokenRequestFailed && refused.error === 'invalid_client',
    `A client that was revoked is not refused: ${String(refused)}`,
  );
  telling.fact(
    `Revoked, it is refused ${Math.round(performance.now() - begun)} ms later, with a token that was good for an hour`,
  );
}
