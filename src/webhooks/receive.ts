/** What happens to a delivery between its arrival and its 2xx: verified on its raw bytes, stored, rung for. */
import { createHash } from 'node:crypto';
import { sameSecret } from '../platform/same-secret.ts';
import { accountHash } from '../integrations/credential.ts';
import { NotFound, SignatureRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Delivery, IncomingEvent, Provider } from '../providers/provider.ts';
import { findProvider } from '../providers/registry.ts';
import { createInbox, type InboxRow } from './inbox.ts';
import { createOwners, type Owner } from './owners.ts';

/** Whoever hears a bell works until nothing is left, so a crowd of events needs few: ringing costs more than storing. */
const EVENTS_PER_BELL = 8;

export interface Receiver {
  /**
   * Takes a delivery of the provider's shared route (its events name their account), or of one integration's own route.
   * Resolves once every event is committed or known already. Throws NotFound (no such provider), SignatureRefused, and
   * whatever the database says when it is away: then nothing may be acknowledged.
   */
  receive(providerId: string, integrationId: string | undefined, delivery: Delivery): Promise<void>;
  /**
   * Takes a delivery that an internal service has verified, of either kind of route. It counts for the service's tenant only.
   * Resolves and throws as `receive`; NotFound also where no integration of the tenant is meant.
   */
  forward(forwarded: Forwarded): Promise<void>;
  /** Whether the vendor may be told that a route with a secret in its path exists. */
  expects(providerId: string, integrationId: string, secret: string): Promise<boolean>;
}

export interface Forwarded {
  readonly providerId: string;
  readonly integrationId: string | undefined;
  readonly tenantId: string;
  readonly delivery: Delivery;
}

export function createReceiver(platform: Platform): Receiver {
  // The promise is kept by the row; a bell that nobody hears is rung again by the sweeper.
  const ringFor = (events: number) => {
    for (let bells = Math.ceil(events / EVENTS_PER_BELL); bells > 0; bells -= 1)
      void platform.bells.ring('critical');
  };
  // Whoever delivered is answered first.
  const inbox = createInbox(platform.db.routing, (events) => setImmediate(ringFor, events));
  const owners = createOwners(platform);

  const shared = async (provider: Provider, delivery: Delivery): Promise<InboxRow[]> => {
    const secrets = platform.vendors[provider.id]?.webhookSecrets ?? [];
    const events = provider.webhook.verify(delivery, secrets, platform.clock.now());
    const rows = events.map(async (event) => {
      const hash = event.account === undefined ? null : accountHash(provider.id, event.account);
      const known = hash === null ? [] : await owners.account(provider.id, hash);
      return known.length > 0
        ? known.map((owner) => inboxRow(provider.id, event, { owner, hash }))
        : [inboxRow(provider.id, event, { owner: null, hash })];
    });
    return (await Promise.all(rows)).flat();
  };

  const own = async (provider: Provider, integrationId: string, delivery: Delivery): Promise<InboxRow[]> => {
    const route = await owners.integration(integrationId);
    // An unknown integration answers like a wrong signature: what exists is nobody's business.
    const secrets = route?.providerId === provider.id ? route.secrets.map((each) => each.secret) : [];
    const events = provider.webhook.verify(delivery, secrets, platform.clock.now());
    if (!route) throw new SignatureRefused('The signature does not hold');
    // A platform's endpoint also tells of its other connected accounts: theirs is not this integration's business.
    const ofThisAccount = ({ account }: IncomingEvent) =>
      account === undefined || accountHash(provider.id, account) === route.accountHash;
    return events
      .filter(ofThisAccount)
      .map((event) => inboxRow(provider.id, event, { owner: route, hash: route.accountHash }));
  };

  /** Whose an event is, within the tenant: what belongs to nobody there is not kept for others to find. */
  const ownersIn = async (forwarded: Forwarded, event: IncomingEvent): Promise<InboxRow[]> => {
    const { providerId, integrationId, tenantId } = forwarded;
    const hash = event.account === undefined ? null : accountHash(providerId, event.account);
    if (integrationId !== undefined) {
      const route = await owners.integration(integrationId);
      if (route?.providerId !== providerId || route.tenantId !== tenantId) return [];
      if (hash !== null && hash !== route.accountHash) return [];
      return [inboxRow(providerId, event, { owner: route, hash: route.accountHash })];
    }
    const known = hash === null ? [] : await owners.account(providerId, hash);
    return known
      .filter((owner) => owner.tenantId === tenantId)
      .map((owner) => inboxRow(providerId, event, { owner, hash }));
  };

  return {
    async forward(forwarded) {
      const provider = findProvider(forwarded.providerId);
      if (!provider) throw new NotFound(`No provider ${forwarded.providerId}`);
      const events = provider.webhook.read(forwarded.delivery, platform.clock.now());
      const rows = (await Promise.all(events.map((event) => ownersIn(forwarded, event)))).flat();
      if (rows.length === 0) throw new NotFound('No integration of the tenant is meant');
      await inbox.store(rows);
    },
    async expects(providerId, integrationId, secret) {
      const route = await owners.integration(integrationId);
      if (route?.providerId !== providerId || !findProvider(providerId)?.webhook.handshake) return false;
      return route.secrets.some((each) => sameSecret(each.secret, secret));
    },
    async receive(providerId, integrationId, delivery) {
      const provider = findProvider(providerId);
      if (!provider) throw new NotFound(`No provider ${providerId}`);
      const rows = await (integrationId === undefined
        ? shared(provider, delivery)
        : own(provider, integrationId, delivery));
      if (rows.length === 0) return;
      await inbox.store(rows);
    },
  };
}

function inboxRow(
  providerId: string,
  event: IncomingEvent,
  to: { owner: Owner | null; hash: string | null },
): InboxRow {
  // Part of the key: the integration, or the account as long as none is known. One tenant's ids never block another's.
  const scope = to.owner?.integrationId ?? to.hash ?? '';
  return {
    tenantId: to.owner?.tenantId ?? null,
    integrationId: to.owner?.integrationId ?? null,
    providerId,
    accountHash: to.hash,
    dedupeKey: createHash('sha256').update(`${providerId}\n${scope}\n${event.id}`).digest(),
    eventId: event.id,
    eventType: event.type,
    body: event.body,
    status: to.owner ? 'QUEUED' : 'QUARANTINED',
  };
}
