/** What is different for every provider when its calls go through the token vault's proxy. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEgress, type Egress } from '../../src/platform/egress/egress.ts';
import type { Connection, Credential } from '../../src/providers/provider.ts';
import { providers } from '../../src/providers/registry.ts';
import { behindVault } from './behind-vault.ts';
import { startMailchimpStand } from './mailchimp.ts';
import { startQuickbooksStand } from './quickbooks.ts';
import { startSquareStand } from './square.ts';
import type { Behind, ProviderStand } from './stand.ts';
import { startStripeStand } from './stripe.ts';

const stands: Readonly<Record<string, () => Promise<ProviderStand>>> = {
  stripe: startStripeStand,
  square: startSquareStand,
  mailchimp: startMailchimpStand,
  quickbooks: startQuickbooksStand,
};
/** Where a provider's own rule is the floor of a wait that nobody named. */
const OWN_WAIT_MS: Readonly<Record<string, number>> = { quickbooks: 60_000 };
const forever = new AbortController().signal;

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s, proxied,',
  (id, provider) => {
    let stand: ProviderStand;
    let behind: Behind;
    let egress: Egress;
    beforeAll(async () => {
      const direct = await stands[id]?.();
      if (!direct) throw new Error(`no stand for ${id}`);
      stand = await behindVault(id, direct, { forwardsAllHeaders: false });
      if (!stand.behind) throw new Error('the stand is not behind the vault');
      behind = stand.behind;
      egress = createEgress({ allowedHosts: [stand.host] });
    });
    afterAll(async () => {
      egress?.close();
      await stand?.close();
    });

    const opened = (credential = stand.good): Connection => {
      const { credential: facts, proxy } = behind.reach(credential);
      const { httpAgent, httpsAgent } = egress;
      const admit = () => Promise.resolve();
      return provider.open(facts, { settings: stand.settings, httpAgent, httpsAgent, admit, proxy });
    };
    const failureOf = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );
    const storedOf = (credential: Credential) => {
      const id = behind.reach(credential).proxy.headers['connection-id'];
      const stored = behind.vault.connections.all().find(({ connection_id }) => connection_id === id);
      if (!stored) throw new Error('the vault has no such connection');
      return stored;
    };

    it('works without the headers that the vault keeps back', async () => {
      const pull = opened().resource(stand.paged.resource).pull(undefined, forever);
      const { value: page } = await pull[Symbol.asyncIterator]().next();
      expect(page.changes.length).toBeGreaterThan(0);
      expect(await opened().check(forever)).toMatchObject(stand.account);
    });

    it.each([
      [false, OWN_WAIT_MS[id]],
      [true, 7_000],
    ])('hears how long to wait only if all headers are handed on (%s)', async (forwards, retryAfterMs) => {
      behind.vault.forwardsAllHeaders = forwards;
      stand.trouble({ kind: 'throttled', retryAfterS: 7 }, 1);
      const failure = await failureOf(opened().check(forever));
      behind.vault.forwardsAllHeaders = false;
      expect(failure).toMatchObject({ code: 'PROVIDER_THROTTLED', retryAfterMs });
    });

    it('asks for a person when the vault cannot renew the token, or knows the connection no longer', async () => {
      const change = { ...stand.good };
      const connection = opened(change);
      const stored = storedOf(change);
      stored.credentials.endsAt = Date.now() - 1;
      const refused = { code: 'PROVIDER_CREDENTIAL_REFUSED', retryable: false };
      expect(await failureOf(connection.check(forever))).toMatchObject(refused);
      behind.vault.connections.remove(stored);
      expect(await failureOf(connection.check(forever))).toMatchObject(refused);
      // Not "gone": the vault's 404 is none of the provider.
      const [externalId = ''] = stand.paged.ids();
      const fetched = connection.resource(stand.paged.resource).fetch(externalId, forever);
      expect(await failureOf(fetched)).toMatchObject(refused);
    });

    if (id === 'stripe') {
      it('looks at what it brought in if an old answer could not be told from a new one', async () => {
        const requestsOf = async (email: string, forwards: boolean) => {
          behind.vault.forwardsAllHeaders = forwards;
          const before = stand.requests();
          const none = { name: null, phone: null, address: null, consent: null };
          await opened().importContacts?.({ contacts: [{ email, ...none }], listId: null }, forever);
          behind.vault.forwardsAllHeaders = false;
          return stand.requests() - before;
        };
        const told = await requestsOf('told@example.test', true);
        expect(told).toBeGreaterThan(0);
        expect(await requestsOf('untold@example.test', false)).toBe(told + 1);
      });
    }

    it('blames no tenant when the vault refuses our own key', async () => {
      const { credential: facts, proxy } = behind.reach(stand.good);
      const headers = { ...proxy.headers, authorization: 'Bearer of-nobody' };
      const { httpAgent, httpsAgent } = egress;
      const admit = () => Promise.resolve();
      const world = { settings: stand.settings, httpAgent, httpsAgent, admit, proxy: { ...proxy, headers } };
      const failure = await failureOf(provider.open(facts, world).check(forever));
      expect(failure).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', retryable: true });
    });
  },
);
