/** Registers our route with the account. https://docs.stripe.com/api/webhook_endpoints */
import Stripe from 'stripe';
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { WebhookEndpoints } from '../provider.ts';
import type { StripeClient } from './client.ts';
import { isMissing } from './pull.ts';
import { resources } from './resources.ts';

type EventType = Stripe.WebhookEndpointCreateParams.EnabledEvent;

/** An account has at most 16 endpoints (https://docs.stripe.com/webhooks), so one page shows all of them. */
const PAGE = 100;
/** `as`: the resources name types of this version's list. */
const EVENT_TYPES = Object.values(resources).flatMap(({ eventTypes }) => eventTypes) as EventType[];

export function webhookEndpoints(client: StripeClient): WebhookEndpoints {
  const registered = async (url: string, signal: AbortSignal): Promise<string[]> => {
    const { body } = await client.ask((sdk) => sdk.webhookEndpoints.list({ limit: PAGE }), signal);
    return body.data.filter((endpoint) => endpoint.url === url).map(({ id }) => id);
  };
  const unregister = async (id: string, signal: AbortSignal): Promise<void> => {
    try {
      await client.ask((sdk) => sdk.webhookEndpoints.del(id), signal);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };
  return {
    /** Only the answer that creates an endpoint tells its secret: one that is there already is replaced. */
    async add(url, signal) {
      const before = await registered(url, signal);
      // Events come rendered in the version of their endpoint, and only ours is believed without a fetch.
      const fields = { url, enabled_events: EVENT_TYPES, api_version: Stripe.API_VERSION };
      const { body } = await client.ask((sdk) => sdk.webhookEndpoints.create(fields), signal);
      if (!body.secret) throw new ProviderAnswerInvalid('Stripe told no signing secret');
      for (const id of before) await unregister(id, signal);
      return { secret: body.secret };
    },
    async remove(route, signal) {
      for (const id of await registered(route, signal)) await unregister(id, signal);
    },
  };
}
