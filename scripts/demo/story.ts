// The main job, once: connect an account, sync it, see a change arrive, through the gateway as any client would.
import type { Stack } from '../stack/stack.ts';
import { clientIsTold } from './client-application.ts';
import { compareAll } from './comparison.ts';
import { connectGithub } from './connection.ts';
import type { Graph } from './graph.ts';
import { partnerCalls } from './partner.ts';
import { check, number } from './telling.ts';
import type { Telling } from './telling.ts';
import { changeArrives, connectWebhook } from './webhook.ts';

export type Scene = {
  readonly stack: Stack;
  readonly graph: Graph;
  readonly hub: Graph;
  readonly telling: Telling;
};

/** What happens after the stack is up. Throws NotTrue where something is not as told. */
export async function tellStory(scene: Scene): Promise<void> {
  const { telling } = scene;
  const integrationId = await telling.step('Connect a Stripe account', () => connect(scene));
  await telling.step('Sync it, with live progress', () => sync(scene, integrationId));
  await telling.step('Compare with the provider', () => compareAll(scene, integrationId));
  await telling.step('Something changes at the provider', () => changeArrives(scene, integrationId));
  await telling.step('A client application is told', () => clientIsTold(scene, integrationId));
  await telling.step('Connect a GitHub account by a login', () => connectGithub(scene));
  await telling.step('A partner calls', () => partnerCalls(scene));
  await telling.step('Health', () => health(scene));
}

async function connect(scene: Scene): Promise<string> {
  const { stack, telling } = scene;
  const refused = await createIntegration(scene, 'sk_test_thisKeyWasNeverIssued');
  check(
    refused.code === 'PROVIDER_CREDENTIAL_REFUSED',
    `A wrong key was not refused: ${JSON.stringify(refused)}`,
  );
  telling.fact('A wrong API key is refused, as data: PROVIDER_CREDENTIAL_REFUSED');
  const created = await createIntegration(scene, stack.account.apiKey);
  check(
    created.externalId === stack.account.id,
    `The integration was not created: ${JSON.stringify(created)}`,
  );
  telling.fact(`The right one is tried at the provider, then sealed: account ${created.externalId}`);
  await connectWebhook(scene, created.id);
  return created.id;
}

type Created = { id: string; externalId: string; code?: string };

async function createIntegration({ graph }: Scene, apiKey: string): Promise<Created> {
  const { createIntegration: result } = await graph.ask<{ createIntegration: Created }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) {
        ... on Integration { id externalId }
        ... on HubProblem { code message }
      }
    }`,
    {
      input: {
        providerId: 'stripe',
        name: 'Our Stripe account',
        credential: [{ name: 'apiKey', value: apiKey }],
      },
    },
  );
  return result;
}

type Job = {
  status: string;
  error: { code: string; message: string } | null;
  progress: { processed: number; percent: number | null; perResource: { resource: string; state: string }[] };
};

async function sync(scene: Scene, integrationId: string): Promise<void> {
  const { graph, telling, stack } = scene;
  stack.stripe.resetRequests();
  const { startSync } = await graph.ask<{ startSync: { id?: string; code?: string } }>(
    `mutation ($input: StartSyncInput!) {
      startSync(input: $input) { ... on SyncJob { id } ... on HubProblem { code message } }
    }`,
    { input: { integrationId, mode: 'FULL' } },
  );
  check(startSync.id !== undefined, `The sync was not started: ${JSON.stringify(startSync)}`);
  const begun = performance.now();
  const job = await watch(scene, startSync.id);
  const ms = performance.now() - begun;
  check(job.status === 'SUCCEEDED', `The sync ended as ${job.status}: ${JSON.stringify(job.error)}`);
  const { processed } = job.progress;
  telling.fact(
    `${number(processed)} objects in ${number(stack.stripe.requests().length)} requests: ` +
      `${number(Math.round((processed / ms) * 1000))} objects a second`,
  );
}

/** Follows the job until it is final; what the subscription says may never go backwards. */
async function watch({ graph, telling }: Scene, id: string): Promise<Job> {
  const events = graph.follow<{ syncJobUpdated: Job }>(
    `subscription ($id: ID!) {
      syncJobUpdated(id: $id) {
        status error { code message }
        progress { processed percent perResource { resource state } }
      }
    }`,
    { id },
  );
  let job: Job | undefined;
  for await (const { syncJobUpdated: next } of events) {
    const [before, now] = [job?.progress, next.progress];
    check(
      !before || (now.processed >= before.processed && (now.percent ?? 100) >= (before.percent ?? 0)),
      `Progress went backwards: from ${JSON.stringify(before)} to ${JSON.stringify(now)}`,
    );
    job = next;
    const running = now.perResource.find(({ state }) => state === 'RUNNING')?.resource;
    telling.progress(now.percent ?? 0, `${number(now.processed)} objects ${running ?? ''}`);
  }
  check(job !== undefined, 'The subscription told nothing');
  return job;
}

async function health({ stack, telling }: Scene): Promise<void> {
  const response = await fetch(`${stack.hubUrl}/health/ready`);
  const { status, checks } = (await response.json()) as {
    status: string;
    checks: Record<string, { status: string }>;
  };
  check(status === 'ok', `The hub is not well: ${JSON.stringify(checks)}`);
  const each = Object.entries(checks).map(([name, { status: state }]) => `${name} ${state}`);
  telling.fact(`GET /health/ready: ${status} (${each.join(', ')})`);
}
