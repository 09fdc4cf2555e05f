/** Proposals as the API shows them: without what the applicant entered. */
import { prepared } from '../../platform/db/sql.ts';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import type { ProposalStatus } from '../../funders/funder.ts';
import type { ProposalStateName } from './proposal.entity.ts';

export interface ProposalView {
  id: string;
  quoteId: string;
  funderId: string;
  state: ProposalStateName;
  message: string | null;
  reference: string | null;
  hasDocument: boolean;
  hasQuotation: boolean;
  /** Whether nobody works on it any more: its state is final, its papers are there. */
  isDone: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const byIds = prepared(
  'proposals_by_id',
  `select id, quote_id as "quoteId", funder_id as "funderId", state, message, reference,
          document is not null as "hasDocument", quotation is not null as "hasQuotation",
          status = 'DONE' as "isDone",
          created_at as "createdAt", updated_at as "updatedAt"
     from proposal where tenant_id = $1 and id = any($2::uuid[])`,
);

/** In the order of `ids`; undefined where the tenant has no such proposal. */
export async function proposalsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(ProposalView | undefined)[]> {
  const rows = await db.read<ProposalView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

export type ShownStatus = ProposalStatus | 'PENDING' | 'UNCERTAIN' | 'FAILED';

/** Whether it is being sent or waits for it is nobody's business but ours. */
export function statusOf({ state }: ProposalView): ShownStatus {
  return state === 'READY' || state === 'SUBMITTING' ? 'PENDING' : state;
}

const FINAL: readonly ProposalStateName[] = ['APPROVED', 'DECLINED', 'EXPIRED', 'FAILED'];

export function isFinal(state: ProposalStateName): boolean {
  return FINAL.includes(state);
}
