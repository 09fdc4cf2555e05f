import type { Delivery } from '../../src/providers/provider.ts';
import { encoded, memberFields } from '../sandbox/mailchimp/data/event-fields.ts';
import { startMailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import { faultOf } from './faults.ts';
import type { ProviderStand } from './stand.ts';

const SECRET = 'path-secret-of-the-contract-suite';
const URL = 'http://hub.test/api/v1/webhooks/mailchimp';
const HOUR_MS = 3_600_000;

/** Two lists, each with a page of members in use and one of the archived. */
export async function startMailchimpStand(): Promise<ProviderStand> {
  const mailchimp = await startMailchimpSandbox({ size: { lists: 2, members: 200, campaigns: 10 } });
  const [list] = mailchimp.truth('list');
  if (!list) throw new Error('the sandbox has no list');
  const member = mailchimp.change.subscribe(list.id, { email_address: 'of.a.delivery@example.com' });
  const delivered = (atMs: number, change: { type?: string; secret?: string | undefined } = {}): Delivery => {
    const { type, secret } = { type: 'subscribe', secret: SECRET, ...change };
    const firedAt = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
    const body = encoded({ type, firedAt, data: { list_id: list.id, ...memberFields(member) } });
    return {
      raw: Buffer.from(body),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      url: URL,
      pathSecret: secret,
    };
  };
  return {
    settings: { apiUrl: mailchimp.url, webhookSecrets: [SECRET], ratePerSecond: 1_000 },
    host: `${mailchimp.host}:${mailchimp.port}`,
    good: { apiKey: mailchimp.apiKey },
    bad: { apiKey: '0123456789abcdef0123456789abcdef-us1' },
    account: { externalId: mailchimp.account.id },
    paged: {
      resource: 'contact',
      ids: () => mailchimp.truth('contact').map(({ list_id, id }) => `${list_id}:${id}`),
    },
    requests: () => mailchimp.requests().length,
    sendsOnBreak: 1,
    trouble: (trouble) => mailchimp.faults.next(1, faultOf(trouble)),
    hold: () => mailchimp.faults.pause(),
    webhook: {
      secrets: [SECRET],
      good: (nowMs) => delivered(nowMs),
      // Nothing is signed, so a body that was tampered with cannot be told: it is only ever a reason to look.
      forged: (nowMs) => ({
        'with another secret': delivered(nowMs, { secret: 'path-secret-of-somebody-else' }),
        'with a part of the secret': delivered(nowMs, { secret: SECRET.slice(0, -1) }),
        'without a secret': delivered(nowMs, { secret: undefined }),
        'from the future': delivered(nowMs + HOUR_MS),
      }),
      unknown: (nowMs) => delivered(nowMs, { type: 'of_the_future' }),
      // The time is not signed either, and Mailchimp tries again for more than an hour.
      stale: () => [],
    },
    close: () => mailchimp.close(),
  };
}
