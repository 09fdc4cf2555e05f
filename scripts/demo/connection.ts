// Somebody connects an account by a login: at the provider, with the token vault in between, and no token in the hub.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logIn } from '../../test/sandbox/oauth-provider/browse.ts';
import type { Scene } from './story.ts';
import { check } from './telling.ts';

const TOLD_WITHIN_MS = 15_000;

type Account = {
  id: string;
  status: string;
  displayName: string | null;
  providerAccountId: string | null;
  problem: { code: string } | null;
};
type Session = { connectedAccount: Account; authorizationUrl: string; code?: string };

/** Throws NotTrue. */
export async function connectGithub(scene: Scene): Promise<void> {
  const { stack, telling } = scene;
  const session = await begin(scene);
  const { id } = session.connectedAccount;
  const outcome = follow(scene, id);
  // Heard when it is waited for; the walk may fail before.
  outcome.catch(() => undefined);
  const walk = await logIn(session.authorizationUrl, { login: 'octocat' });
  check(walk.status === 200, `The login ended with ${walk.status}: ${walk.html}`);
  const stops = walk.visited.map((url) => new URL(url).pathname.split('/').slice(0, 4).join('/'));
  telling.fact(`octocat's way: ${stops.join(' → ')}`);
  const account = await outcome;
  check(account.displayName === 'octocat', `The account is somebody else's: ${JSON.stringify(account)}`);
  telling.fact(
    `ACTIVE, followed live: ${account.displayName}, number ${account.providerAccountId} at GitHub`,
  );
  const tokens = Object.entries(stack.tokenVault.github.tokens.issued());
  const logs = logsOf(stack.folder);
  const leaked = tokens.filter(([, token]) => logs.includes(token)).map(([kind]) => kind);
  check(tokens.length > 0 && leaked.length === 0, `The hub's logs hold ${leaked.join(', ')}`);
  telling.fact('Its tokens are in the vault only; the key that the hub has there cannot read them');
  await clientHears(scene, id);
}

/** The endpoint of the step before; what it takes has a signature that holds. */
async function clientHears({ stack, telling }: Scene, connectionId: string): Promise<void> {
  const end = performance.now() + TOLD_WITHIN_MS;
  const told = () =>
    stack.client.taken.find(
      ({ type, data }) => type === 'connection.activated' && data['connectionId'] === connectionId,
    );
  while (!told() && performance.now() < end) await sleep(25);
  const event = told();
  check(event !== undefined, 'The client application heard nothing of the connection');
  const { provider, authorizedScopes, displayName } = event.data;
  const shown = JSON.stringify({ provider, authorizedScopes, displayName });
  telling.fact(`The client application is told, and the signature holds: ${event.type} ${shown}`);
}

async function begin({ graph }: Scene): Promise<Session> {
  const { connectAccount } = await graph.ask<{ connectAccount: Session }>(
    `mutation {
      connectAccount(input: { providerId: "github", scopes: ["read:user"] }) {
        ... on ConnectSession { connectedAccount { id status } authorizationUrl }
        ... on HubProblem { code message }
      }
    }`,
  );
  check(
    connectAccount.code === undefined && connectAccount.connectedAccount.status === 'PENDING',
    `No link was given: ${JSON.stringify(connectAccount)}`,
  );
  return connectAccount;
}

/** The account once something has come of it. */
async function follow({ graph }: Scene, id: string): Promise<Account> {
  const events = graph.follow<{ connectedAccountUpdated: Account }>(
    `subscription ($id: ID!) {
      connectedAccountUpdated(id: $id) { id status displayName providerAccountId problem { code } }
    }`,
    { id },
  );
  for await (const { connectedAccountUpdated: account } of events) {
    check(account.status !== 'FAILED', `The login failed: ${JSON.stringify(account.problem)}`);
    if (account.status === 'ACTIVE') return account;
  }
  throw new Error('The subscription ended before anything came of the login');
}

function logsOf(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}
