/** Setting up funders for a tenant: the credential, and whether they are asked. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import { findFunder } from '../funders/registry.ts';
import type { Funder } from '../funders/funder.ts';
import type { Caller } from '../platform/caller.ts';
import { parseCredential, type CredentialValue } from '../platform/credential-form.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { FunderNotFound, FunderNotSetUp } from './errors.ts';
import { placeOf } from './stored-account.ts';

export interface UpdateFunder {
  readonly id: string;
  readonly credential?: readonly CredentialValue[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

interface Change {
  readonly id: string;
  readonly sealed: Buffer | null;
  readonly enabled: boolean | null;
}

/**
 * Enters a credential, which also enables the funder unless told otherwise, or switches it on or off. Throws FunderNotFound,
 * FunderNotSetUp and InvalidInput.
 */
export async function updateFunder(platform: Platform, actor: Actor, input: UpdateFunder): Promise<Funder> {
  const funder = findFunder(input.id);
  if (!funder) throw new FunderNotFound(input.id);
  const { tenantId } = actor.db;
  const credential = input.credential ? parseCredential(funder, input.credential) : undefined;
  const enabled = input.enabled ?? null;
  await actor.db.transaction(async (tx) => {
    const id = await lockAccount(tx, { tenantId, funder, isNew: credential !== undefined });
    const sealed = credential ? platform.vault.seal(JSON.stringify(credential), placeOf(tenantId, id)) : null;
    await change(tx, { id, sealed, enabled });
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'funder.updated',
      on: { type: 'Funder', id: funder.id },
      detail: { credential: credential !== undefined, enabled },
    });
  });
  return funder;
}

/** The account's id; one that is new has nothing sealed in it yet, and gets it in the same transaction. */
async function lockAccount(
  tx: Tx,
  { tenantId, funder, isNew }: { tenantId: string; funder: Funder; isNew: boolean },
): Promise<string> {
  if (isNew) {
    await tx.query(
      `insert into funder_account (id, tenant_id, funder_id, enabled, credential) values ($1, $2, $3, true, '')
       on conflict (tenant_id, funder_id) do nothing`,
      [randomUUID(), tenantId, funder.id],
    );
  }
  const [row] = await tx.query<{ id: string }>(
    'select id from funder_account where tenant_id = $1 and funder_id = $2 for update',
    [tenantId, funder.id],
  );
  if (!row) throw new FunderNotSetUp(`Enter a credential for ${funder.name} first`);
  return row.id;
}

/** A new credential starts afresh: what the one before was told no longer counts. */
async function change(tx: Tx, { id, sealed, enabled }: Change): Promise<void> {
  await tx.query(
    `update funder_account set
       credential = coalesce($2, credential), enabled = coalesce($3, enabled or $2 is not null),
       credential_refused_at = case when $2::bytea is null then credential_refused_at end,
       updated_at = now(), version = version + 1
     where id = $1`,
    [id, sealed, enabled],
  );
}
