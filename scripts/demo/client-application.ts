// A client application has itself told of events, and checks each signature with the library of the Standard Webhooks.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './story.ts';
import { check, number } from './telling.ts';

const arrivesWithinMs = 15_000;

/** Throws NotTrue. */
export async function clientIsTold(scene: Scene, integrationId: string): Promise<void> {
  const { graph, stack, telling } = scene;
  const { client, stripe, account } = stack;
  const { made } = await graph.ask<{ made: { secret?: string; endpoint?: { id: string } } }>(
    `mutation ($input: CreateNotificationEndpointInput!) {
      made: createNotificationEndpoint(input: $input) {
        ... on NotificationEndpointWithSecret { secret endpoint { id } }
      }
    }`,
    {
      input: {
        url: client.url,
        description: 'A client application',
        eventTypes: ['records.*', 'connection.*'],
      },
    },
  );
  check(made.secret !== undefined, `The endpoint was not made: ${JSON.stringify(made)}`);
  client.secrets.push(made.secret);
  telling.fact('A client application registers an endpoint and is shown its signing secret, once');

  const headers = { 'webhook-id': 'forged', 'webhook-timestamp': '0', 'webhook-signature': 'v1,AAAA' };
  const answer = await fetch(client.url, { method: 'POST', headers, body: '{}' });
  check(answer.status === 401, `The client application took a forged notification: ${answer.status}`);
  const customer = stripe.truth('customers', account.id).at(0);
  check(customer !== undefined, 'The data are too few: no customer');
  const begun = performance.now();
  stripe.changeIn(account.id).updateCustomer(customer.id, { name: 'Countess Lovelace' });
  const told = () => client.taken.find(({ data }) => data['integrationId'] === integrationId);
  while (!told() && performance.now() - begun < arrivesWithinMs) await sleep(25);
  const event = told();
  check(event !== undefined, `No notification came; ${client.requests()} requests did`);
  const ms = Math.round(performance.now() - begun);
  telling.fact(`A customer changes: ${event.type} arrives after ${number(ms)} ms, and its signature holds`);
  telling.fact(`  ${JSON.stringify(event.data)}`);
  await logTells(scene, event.id);
}

/** The delivery log has what was sent and what came back. */
async function logTells({ graph, telling }: Scene, eventId: string): Promise<void> {
  type Delivery = { eventId: string; status: string; tries: { statusCode: number }[] };
  const look = async () => {
    const { notificationDeliveries } = await graph.ask<{
      notificationDeliveries: { edges: { node: Delivery }[] };
    }>('{ notificationDeliveries { edges { node { eventId status tries { statusCode } } } } }');
    return notificationDeliveries.edges.find(({ node }) => node.eventId === eventId)?.node;
  };
  let delivery = await look();
  // The application has the event a moment before the hub has its answer.
  for (let tries = 0; delivery?.status !== 'DELIVERED' && tries < 100; tries += 1) {
    await sleep(25);
    delivery = await look();
  }
  check(delivery?.status === 'DELIVERED', `The delivery is ${delivery?.status}`);
  telling.fact(`The delivery log: ${delivery.status}, answered ${delivery.tries[0]?.statusCode}`);
}
