/**
 * What the vault tells by webhook. It is signed but carries no time and no id, so it may be old or a copy: nothing is
 * believed of it but that there is a reason to look, and, of a login that failed, why the newest link led to nothing.
 * https://nango.dev/docs/implementation-guides/platform/webhooks-from-nango
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { systemCaller } from '../platform/caller.ts';
import { InvalidInput, SignatureRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { accountChannel } from './channel.ts';
import { learn, lockAccount, type Problem } from './learn.ts';
import { LOOK_LANE, lookSoon } from './looks.ts';
import { ourTags } from './tags.ts';

/** Hex HMAC-SHA256 of the raw body. The older X-Nango-Signature is open to length extension and never looked at. */
const SIGNATURE_HEADER = 'x-nango-hmac-sha256';
const HEX_SHA256 = /^[0-9a-f]{64}$/;

const kind = z.object({ from: z.string(), type: z.string() });
const authEvent = z.object({
  operation: z.enum(['creation', 'override', 'refresh']),
  success: z.boolean(),
  connectionId: z.string().max(255),
  tags: z.unknown(),
  error: z.object({ type: z.string() }).nullish(),
});

export interface VaultDelivery {
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Throws SignatureRefused unless one of the keys has signed the raw bytes: there are two while one is being replaced. */
export function verifyVaultDelivery({ raw, headers }: VaultDelivery, keys: readonly string[]): void {
  const given = headers[SIGNATURE_HEADER];
  if (typeof given === 'string' && HEX_SHA256.test(given)) {
    const signature = Buffer.from(given, 'hex');
    const isOf = (key: string) => timingSafeEqual(createHmac('sha256', key).update(raw).digest(), signature);
    // All are tried, so that the time tells nothing of which.
    if (keys.map(isOf).some(Boolean)) return;
  }
  throw new SignatureRefused('The signature does not hold');
}

/**
 * Heeds a verified delivery; resolves when what is to be done is committed. `ignored`: of a kind, or about a connection,
 * that is none of this system's. Throws InvalidInput for what is no delivery of the vault.
 */
export async function heedVault(platform: Platform, raw: Buffer): Promise<'heeded' | 'ignored'> {
  const body = parsed(raw);
  const said = kind.safeParse(body);
  if (!said.success) throw new InvalidInput('This is no webhook of the token vault');
  if (said.data.from !== 'nango' || said.data.type !== 'auth') return 'ignored';
  const event = authEvent.safeParse(body);
  const tags = ourTags.safeParse(event.data?.tags);
  if (!event.success || !tags.success) return 'ignored';
  const { organization_id: tenantId, hub_account_id: id, hub_attempt: attempt } = tags.data;
  const { operation, success } = event.data;
  const hasFailed = operation === 'creation' && !success;
  const problem = hasFailed ? problemOf(event.data.error?.type) : undefined;
  const known = await note(platform, { tenantId, id, attempt: Number(attempt), problem });
  const eventId = derivedId(event.data, raw);
  platform.log.info({ eventId, connectedAccount: id, operation, success, known }, 'token vault told');
  if (!known) return 'ignored';
  await platform.bells.ring(LOOK_LANE);
  return 'heeded';
}

/** False when the tenant has no such account: a delivery for another tenant's finds nothing. */
async function note(
  platform: Platform,
  told: { tenantId: string; id: string; attempt: number; problem: Problem | undefined },
): Promise<boolean> {
  const { tenantId, id, attempt, problem } = told;
  const outcome = await platform.db.tenant(tenantId).transaction(async (tx) => {
    const looked = await tx.query('select 1 from connection_look where id = $1 for update', [id]);
    const account = looked.length > 0 ? await lockAccount(tx, id) : undefined;
    if (!account) return 'unknown';
    await lookSoon(tx, account);
    // Of an older link: what it led to is over.
    if (!problem || attempt !== account.attempt) return 'known';
    const learned = { status: 'FAILED', problem } as const;
    return (await learn(tx, account, { learned, by: systemCaller('token-vault') })) ? 'changed' : 'known';
  });
  if (outcome === 'changed') platform.announcements.announce(accountChannel(tenantId), id);
  return outcome !== 'unknown';
}

/** The vault's description may quote the provider, and so anything: it is not kept. */
function problemOf(type: string | undefined): Problem {
  const known = type && /^[a-z_]{1,60}$/.test(type) ? ` (${type})` : '';
  return { code: 'CONNECT_REFUSED', message: `The login was refused or given up${known}` };
}

/** The same delivery has the same id, whenever it comes. */
function derivedId({ connectionId, operation }: z.infer<typeof authEvent>, raw: Buffer): string {
  return createHash('sha256').update(`${connectionId}\n${operation}\n`).update(raw).digest('hex');
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
