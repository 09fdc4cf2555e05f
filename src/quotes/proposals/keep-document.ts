/** Makes a proposal's PDF and keeps it in the storage, once. */
import type { FunderRequest } from '../../funders/funder-request.ts';
import { prepared } from '../../platform/db/sql.ts';
import type { Platform } from '../../platform/platform.ts';
import { findFunder } from '../../funders/registry.ts';
import { quotesByIds } from '../reads.ts';
import { openApplicant } from './applicant.ts';
import { proposalDocument } from './document.ts';
import { keepFile } from './keep-file.ts';
import type { HeldProposal } from './run-proposal.ts';

const termsOf = prepared(
  'proposal_terms',
  `select r.terms, p.created_at as "createdAt"
     from proposal p join quote q on q.id = p.quote_id join quote_request r on r.id = q.request_id
    where p.tenant_id = $1 and p.id = $2`,
);

/** Does nothing when there is one already. */
export async function keepDocument(platform: Platform, held: HeldProposal): Promise<void> {
  const { tenantId, claim, row } = held;
  if (row.document !== null) return;
  const db = platform.db.tenant(tenantId);
  const [quote] = await quotesByIds(db, [row.quote_id]);
  const [of] = await db.read<{ terms: FunderRequest; createdAt: Date }>(termsOf, [tenantId, claim.id]);
  if (!quote || !of) throw new Error(`proposal without its quote ${row.quote_id}`);
  const pdf = await proposalDocument({
    id: claim.id,
    createdAt: of.createdAt,
    funder: findFunder(row.funder_id)?.name ?? row.funder_id,
    applicant: openApplicant(platform.vault, { tenantId, id: claim.id }, row.applicant),
    terms: of.terms,
    quote,
  });
  await keepFile(platform, held, { which: 'document', name: `${claim.fence}.pdf`, pdf });
}
