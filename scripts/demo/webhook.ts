// A change at the provider, told by a signed webhook, seen in one query over both subgraphs.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './story.ts';
import { check, number } from './telling.ts';

const arrivesWithinMs = 15_000;
const newName = 'Ada Lovelace';

/** Registers the hub at the provider and tells the hub the signing secret. */
export async function connectWebhook({ stack, graph, telling }: Scene, integrationId: string): Promise<void> {
  const { secret } = stack.stripe.webhookEndpoints.create(
    { url: webhookUrl(stack.hubUrl, integrationId), enabled_events: ['*'] },
    stack.account.id,
  );
  const { updateIntegration } = await graph.ask<{ updateIntegration: { id?: string } }>(
    `mutation ($input: UpdateIntegrationInput!) {
      updateIntegration(input: $input) { ... on Integration { id } ... on HubProblem { code message } }
    }`,
    { input: { id: integrationId, webhookSecret: secret } },
  );
  check(
    updateIntegration.id === integrationId,
    `The secret was not stored: ${JSON.stringify(updateIntegration)}`,
  );
  telling.fact('A webhook endpoint is registered at the provider, its signing secret sealed in the hub');
}

/** A forged delivery is refused; a renamed customer and a refunded payment arrive. */
export async function changeArrives(scene: Scene, integrationId: string): Promise<void> {
  const { stripe, account, hubUrl } = scene.stack;
  const { telling } = scene;
  const forged = stripe.signedEvent(
    { id: 'evt_forged', type: 'customer.updated' },
    'whsec_someoneElsesSecret',
  );
  const answer = await fetch(webhookUrl(hubUrl, integrationId), { method: 'POST', ...forged });
  check(answer.status === 401, `A forged webhook was answered with ${answer.status} instead of 401`);
  telling.fact('A forged webhook is refused: 401');

  const customer = stripe.truth('customers', account.id).at(0);
  const charges = new Map(stripe.truth('charges', account.id).map((charge) => [charge.id, charge]));
  const payment = stripe.truth('payment_intents', account.id).find(({ status, latest_charge: charge }) => {
    const made = typeof charge === 'string' ? charges.get(charge) : undefined;
    return status === 'succeeded' && made !== undefined && !made.disputed && made.amount_refunded === 0;
  });
  check(customer !== undefined && payment !== undefined, 'The data are too few: no customer or no payment');
  const wanted = { integrationId, contact: customer.id, payment: payment.id };
  const before = await look(scene, wanted);
  const begun = performance.now();
  stripe.changeIn(account.id).updateCustomer(customer.id, { name: newName });
  stripe.changeIn(account.id).refundPayment(payment.id);
  const after = await untilSeen(scene, wanted);
  const ms = Math.round(performance.now() - begun);
  check(after.refunded === after.amount, `Refunded ${after.refunded} of ${after.amount}`);
  telling.fact(`${before.name} is renamed, and a payment of ${after.amount} ${after.currency} refunded`);
  telling.fact(`Seen by a client after ${number(ms)} ms, in one query over both subgraphs:`);
  telling.fact(`  hub     ${after.name}, ${after.refunded} ${after.currency} refunded`);
  telling.fact(`  second  looked after by ${after.owner}`);
}

type Wanted = { integrationId: string; contact: string; payment: string };
type Seen = { owner: string; name: string; amount: string; refunded: string; currency: string };

async function untilSeen(scene: Scene, wanted: Wanted): Promise<Seen> {
  const deadline = performance.now() + arrivesWithinMs;
  for (;;) {
    const seen = await look(scene, wanted);
    if (seen.name === newName && Number(seen.refunded) > 0) return seen;
    const told = JSON.stringify(scene.stack.stripe.deliveries().slice(-5));
    check(
      performance.now() < deadline,
      `The change did not arrive: ${JSON.stringify(seen)}. Deliveries: ${told}`,
    );
    await sleep(25);
  }
}

async function look({ graph }: Scene, wanted: Wanted): Promise<Seen> {
  const { integration } = await graph.ask<{
    integration: {
      owner: string | null;
      contact: { name: string } | null;
      payment: { amount: Money; refunded: Money } | null;
    };
  }>(
    `query ($integrationId: ID!, $contact: ID!, $payment: ID!) {
      integration(id: $integrationId) {
        owner
        contact: record(resource: "contact", externalId: $contact) { ... on ContactRecord { name } }
        payment: record(resource: "payment", externalId: $payment) {
          ... on PaymentRecord { amount { amount currency } refunded { amount } }
        }
      }
    }`,
    wanted,
  );
  const { owner, contact, payment } = integration;
  check(owner !== null, 'The second subgraph does not know the integration');
  check(contact !== null && payment !== null, 'The hub does not know the customer or the payment');
  const { amount, currency } = payment.amount;
  return { owner, name: contact.name, amount, currency, refunded: payment.refunded.amount };
}

type Money = { amount: string; currency: string };

function webhookUrl(hubUrl: string, integrationId: string): string {
  return `${hubUrl}/api/v1/webhooks/stripe/${integrationId}`;
}
