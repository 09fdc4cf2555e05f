/** Whose a delivery is, and which secrets prove it: looked up once, then remembered for a few seconds. */
import { placeOf } from '../integrations/place.ts';
import { valid, type WebhookSecret } from '../integrations/webhook-secrets.ts';
import { prepared } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import type { Platform } from '../platform/platform.ts';

export interface Owner {
  readonly integrationId: string;
  readonly tenantId: string;
}

export interface OwnRoute extends Owner {
  readonly providerId: string;
  readonly accountHash: string;
  readonly secrets: readonly WebhookSecret[];
}

export interface Owners {
  /** The integration a URL names, with the secrets of its own route that are good now. */
  integration(id: string): Promise<OwnRoute | undefined>;
  /** Every integration, of whatever tenant, that is connected to the account. */
  account(providerId: string, accountHash: string): Promise<readonly Owner[]>;
}

/** A new secret or integration is known everywhere after this time; an old secret's overlap is far longer. */
const REMEMBER_MS = 5_000;
const MOST_REMEMBERED = 10_000;

const byId = prepared(
  'webhook_route_by_id',
  `select tenant_id as "tenantId", provider_id as "providerId", account_hash as "accountHash" from integration
    where id = $1 and status <> 'DELETING'`,
);
const byAccount = prepared(
  'webhook_route_by_account',
  `select id as "integrationId", tenant_id as "tenantId" from integration
    where provider_id = $1 and account_hash = $2 and status <> 'DELETING'`,
);
const secretsOf = prepared(
  'integration_webhook_secrets',
  'select webhook_secrets from integration where id = $1',
);

export function createOwners(platform: Platform): Owners {
  const { db, vault, clock } = platform;
  const routes = remembering<OwnRoute | undefined>(clock.now, async (id) => {
    if (!isUuid(id)) return undefined;
    const [row] = await db.routing.query<Omit<OwnRoute, 'integrationId' | 'secrets'>>(byId, [id]);
    if (!row) return undefined;
    const [sealed] = await db.tenant(row.tenantId).read<{ webhook_secrets: Buffer | null }>(secretsOf, [id]);
    const place = placeOf(row.tenantId, id, 'webhook_secrets');
    const text = sealed?.webhook_secrets ? vault.open(sealed.webhook_secrets, place) : '[]';
    return { ...row, integrationId: id, secrets: JSON.parse(text) as WebhookSecret[] };
  });
  const owners = remembering(clock.now, (key) => db.routing.query<Owner>(byAccount, key.split('\n')));
  return {
    integration: async (id) => {
      const route = await routes(id.toLowerCase());
      return route && { ...route, secrets: valid(route.secrets, clock.now()) };
    },
    account: (providerId, accountHash) => owners(`${providerId}\n${accountHash}`),
  };
}

/** Remembers answers for a while, and questions under way, so that a burst asks the database once. */
function remembering<T>(now: () => number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { until: number; answer: Promise<T> }>();
  return (key) => {
    const hit = known.get(key);
    if (hit && hit.until > now()) return hit.answer;
    const answer = ask(key);
    answer.catch(() => known.delete(key));
    known.delete(key);
    known.set(key, { until: now() + REMEMBER_MS, answer });
    // The oldest entry is the first: a flood of made-up ids pushes out its own kind.
    if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value as string);
    return answer;
  };
}
