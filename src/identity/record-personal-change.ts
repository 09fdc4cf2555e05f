/** What a person changes about their own account concerns every tenant they work for. */
import { recordChange, type ChangeRecord } from '../audit/record-change.ts';
import type { IdentityTx } from '../platform/db/identity-db.ts';
import type { Person } from './people.ts';

/** Writes the audit entry of the change in each of the person's tenants, in the change's own transaction. */
export async function recordPersonalChange(
  tx: IdentityTx,
  person: Pick<Person, 'id' | 'memberships'>,
  change: Pick<ChangeRecord, 'by' | 'action' | 'outcome' | 'detail'>,
): Promise<void> {
  for (const { tenantId, status } of person.memberships) {
    if (status === 'INVITED') continue;
    await tx.inTenant(tenantId, (inner) =>
      recordChange(inner, { tenantId, on: { type: 'User', id: person.id }, ...change }),
    );
  }
}
