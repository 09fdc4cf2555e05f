/** What the engine relies on, proved of every provider in the registry. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEgress, type Egress } from '../../src/platform/egress/egress.ts';
import { HubError } from '../../src/platform/errors.ts';
import type { Connection, Page, Position, Provider, ProviderWorld } from '../../src/providers/provider.ts';
import { providers } from '../../src/providers/registry.ts';
import { behindVault } from './behind-vault.ts';
import { startMailchimpStand } from './mailchimp.ts';
import { startQuickbooksStand } from './quickbooks.ts';
import { QUOTE, startQuotingVendor } from './quoting-vendor.ts';
import { startSquareStand } from './square.ts';
import type { ProviderStand } from './stand.ts';
import { startStripeStand } from './stripe.ts';

/** A provider without a line here fails. */
const stands: Readonly<Record<string, () => Promise<ProviderStand>>> = {
  stripe: startStripeStand,
  square: startSquareStand,
  mailchimp: startMailchimpStand,
  quickbooks: startQuickbooksStand,
};

const forever = new AbortController().signal;

const ways = ['directly', 'through the token vault'] as const;

describe.each(providers.flatMap((provider) => ways.map((way) => [provider.id, way, provider] as const)))(
  'the provider %s, %s,',
  (id, way, provider) => {
    let stand: ProviderStand;
    let egress: Egress;
    let admitted = 0;
    beforeAll(async () => {
      const start = stands[id];
      if (!start) throw new Error(`the contract suite has no stand for ${id}`);
      const direct = await start();
      stand = way === 'directly' ? direct : await behindVault(id, direct, { forwardsAllHeaders: true });
      egress = createEgress({ allowedHosts: [stand.host] });
    });
    afterAll(async () => {
      egress?.close();
      await stand?.close();
    });

    const open = (credential = stand.good, change: Partial<ProviderWorld> = {}): Connection => {
      const { httpAgent, httpsAgent } = egress;
      const admit = async () => void (admitted += 1);
      const world = { settings: stand.settings, httpAgent, httpsAgent, admit, ...change };
      if (!stand.behind) return provider.open(credential, world);
      const { credential: facts, proxy } = stand.behind.reach(credential);
      return provider.open(facts, { ...world, proxy });
    };
    const failureOf = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );
    async function pages(connection: Connection, position?: Position, atMost = Infinity): Promise<Page[]> {
      const all: Page[] = [];
      for await (const page of connection.resource(stand.paged.resource).pull(position, forever)) {
        all.push(page);
        if (all.length === atMost) break;
      }
      return all;
    }
    const idsOf = (some: readonly Page[]) =>
      some.flatMap(({ changes }) => changes.map(({ externalId }) => externalId));

    it('describes itself so that a form can be built from it', () => {
      expect(provider).toMatchObject({ id: expect.stringMatching(/^[a-z]+$/), name: expect.any(String) });
      expect(provider.resources.length).toBeGreaterThan(0);
      expect(new Set(provider.resources).size).toBe(provider.resources.length);
      for (const field of provider.credentialFields) {
        // The whole value must match: anything else would let a line break through.
        expect(field.pattern.source).toMatch(/^\^.*\$$/);
        expect(field.description).not.toBe('');
      }
      const { perSecond, burst } = provider.budget(stand.settings);
      expect(perSecond).toBeGreaterThan(0);
      expect(burst).toBeGreaterThanOrEqual(1);
    });

    it('tells whose account a good credential is of', async () => {
      expect(await open().check(forever)).toMatchObject({ ...stand.account, name: expect.any(String) });
    });

    it('refuses a bad one without repeating it', async () => {
      const failure = await failureOf(open(stand.bad).check(forever));
      expect(failure).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED', retryable: false });
      for (const secret of secretsIn(provider, stand.bad)) expect(String(failure)).not.toContain(secret);
    });

    it.each([400, 401, 429, 503])('leaves it out of a refusal (%d) that quotes it', async (status) => {
      const vendor = await startQuotingVendor(status);
      const { httpAgent, httpsAgent, close } = createEgress({ allowedHosts: [vendor.host, stand.host] });
      const restore = stand.behind?.callAt(vendor.url);
      const settings = { ...stand.settings, apiUrl: vendor.url };
      const failure = await failureOf(open(stand.good, { settings, httpAgent, httpsAgent }).check(forever));
      close();
      restore?.();
      await vendor.close();
      expect(failure).toBeInstanceOf(HubError);
      expect(String(failure)).toContain(QUOTE);
      for (const secret of secretsIn(provider, stand.good)) expect(String(failure)).not.toContain(secret);
    });

    it('shows every object once, over several pages, and says when that is all', async () => {
      const all = await pages(open());
      expect(all.length).toBeGreaterThan(1);
      expect(idsOf(all).sort()).toEqual([...stand.paged.ids()].sort());
      expect(all.map(({ fullPass }) => fullPass)).toEqual([...all.slice(1).map(() => 'more'), 'complete']);
    });

    it('can be pulled in each of its resources, with positions of plain JSON', async () => {
      for (const resource of provider.resources) {
        for await (const page of open().resource(resource).pull(undefined, forever)) {
          expect(JSON.parse(JSON.stringify(page.position))).toEqual(page.position);
          for (const change of page.changes)
            expect(change).toMatchObject({ resource, version: expect.any(BigInt) });
        }
      }
    });

    it('goes on after any page, in another process, without a gap', async () => {
      const whole = await pages(open());
      for (let stop = 1; stop < whole.length; stop++) {
        const before = await pages(open(), undefined, stop);
        const position = JSON.parse(JSON.stringify(before.at(-1)?.position)) as Position;
        const after = await pages(open(), position);
        expect(new Set([...idsOf(before), ...idsOf(after)])).toEqual(new Set(stand.paged.ids()));
      }
    });

    it('shows nothing old once everything has been seen, and then only changes', async () => {
      const end = (await pages(open())).at(-1)?.position;
      expect((await pages(open(), end)).map(({ fullPass }) => fullPass)).not.toContain('more');
    });

    it('fetches one object as it is now', async () => {
      const [externalId = ''] = stand.paged.ids();
      const { resource } = stand.paged;
      expect(await open().resource(resource).fetch(externalId, forever)).toMatchObject({
        kind: 'seen',
        from: 'fetch',
        resource,
        externalId,
      });
    });

    it.each([
      [
        { kind: 'throttled', retryAfterS: 7 },
        { code: 'PROVIDER_THROTTLED', retryAfterMs: 7_000 },
      ],
      [{ kind: 'unavailable' }, { code: 'PROVIDER_UNAVAILABLE' }],
      [{ kind: 'broken connection' }, { code: 'PROVIDER_UNAVAILABLE' }],
      [{ kind: 'cut off answer' }, { code: 'PROVIDER_ANSWER_INVALID' }],
      [{ kind: 'web page' }, { code: 'PROVIDER_ANSWER_INVALID' }],
    ] as const)(
      'turns %o into a failure worth another try, and tries once only',
      async (trouble, expected) => {
        const before = stand.requests();
        stand.trouble(trouble, stand.sendsOnBreak);
        const failure = await failureOf(pages(open()));
        expect(failure).toBeInstanceOf(HubError);
        expect(failure).toMatchObject({ ...expected, retryable: true });
        expect(stand.requests() - before).toBe(trouble.kind === 'broken connection' ? stand.sendsOnBreak : 1);
        expect(await pages(open())).not.toEqual([]);
      },
    );

    it('asks for leave before every request, and sends none without', async () => {
      const [requests, leaves] = [stand.requests(), admitted];
      await pages(open());
      expect(admitted - leaves).toBe(stand.requests() - requests);
      const refusal = new Error('no leave');
      const denied = open(stand.good, { admit: () => Promise.reject(refusal) });
      const sent = stand.requests();
      expect(await failureOf(pages(denied))).toBe(refusal);
      expect(stand.requests()).toBe(sent);
    });

    it('stops in the middle of a page when it is told to, with the reason it was told', async () => {
      const release = stand.hold();
      const abort = new AbortController();
      const reason = new Error('enough');
      const pull = open().resource(stand.paged.resource).pull(undefined, abort.signal);
      const pulling = pull[Symbol.asyncIterator]().next();
      setTimeout(() => abort.abort(reason), 50);
      expect(await failureOf(pulling)).toBe(reason);
      release();
    });

    it('reaches nothing that egress denies', async () => {
      const closed = createEgress({ allowedHosts: [] });
      const { httpAgent, httpsAgent } = closed;
      const before = stand.requests();
      const failure = await failureOf(open(stand.good, { httpAgent, httpsAgent }).check(forever));
      closed.close();
      expect(failure).toMatchObject({ code: 'EGRESS_DENIED', retryable: false });
      expect(stand.requests()).toBe(before);
    });

    // Webhooks do not come by way of the vault.
    if (way === 'through the token vault') return;

    describe('as a sender of webhooks', () => {
      const now = Date.now();
      const refused = expect.objectContaining({ code: 'SIGNATURE_REFUSED' });
      const verify = (
        delivery: ReturnType<ProviderStand['webhook']['good']>,
        secrets = stand.webhook.secrets,
      ) => {
        try {
          return provider.webhook.verify(delivery, secrets, now);
        } catch (error) {
          return error;
        }
      };

      it('is believed when the signature holds, under any of several secrets', () => {
        const good = stand.webhook.good(now);
        for (const secrets of [stand.webhook.secrets, ['an older secret', ...stand.webhook.secrets]]) {
          const events = verify(good, secrets);
          expect(events).toMatchObject([{ id: expect.any(String), type: expect.any(String) }]);
        }
        const [event] = provider.webhook.verify(good, stand.webhook.secrets, now);
        expect(event && provider.webhook.changes(event)).not.toEqual([]);
      });

      it('is not believed when it does not', () => {
        expect(verify(stand.webhook.good(now), [])).toEqual(refused);
        for (const [kind, delivery] of Object.entries(stand.webhook.forged(now)))
          expect([kind, verify(delivery)]).toEqual([kind, refused]);
        for (const delivery of stand.webhook.stale(now)) expect(verify(delivery)).toEqual(refused);
      });

      it('may tell of what nobody here knows', () => {
        for (const event of provider.webhook.verify(stand.webhook.unknown(now), stand.webhook.secrets, now))
          expect(provider.webhook.changes(event)).toEqual([]);
      });
    });
  },
);

function secretsIn(provider: Provider, credential: Readonly<Record<string, string>>): string[] {
  return provider.credentialFields.flatMap(({ name, secret }) =>
    secret && credential[name] ? [credential[name]] : [],
  );
}
