/** Fetches the quotation that a funder hands out, of a quote that became a proposal, and keeps it in the storage, once. */
import { findFunder } from '../../funders/registry.ts';
import type { FunderDesk } from '../../funder-accounts/desk.ts';
import type { Platform } from '../../platform/platform.ts';
import { keepFile } from './keep-file.ts';
import type { HeldProposal } from './run-proposal.ts';

const FETCH_MS = 25_000;
/** A funder that has not handed it out by then, in milliseconds after the proposal was made, is no longer asked. */
const LONGEST_MS = 3_600_000;

/** Does nothing when there is one already, or none to be had. Throws like the desk. */
export async function keepQuotation(
  platform: Platform,
  desk: FunderDesk,
  { held, shutdown }: { held: HeldProposal; shutdown: AbortSignal },
): Promise<void> {
  const { tenantId, row } = held;
  if (!findFunder(row.funder_id)?.handsOutPaper || row.quotation !== null) return;
  if (row.state === 'FAILED' || row.age_ms > LONGEST_MS) return;
  const db = platform.db.tenant(tenantId);
  const [quote] = await db.transaction((tx) =>
    tx.query<{ reference: string }>('select reference from quote where id = $1', [row.quote_id]),
  );
  if (!quote) throw new Error(`proposal without its quote ${row.quote_id}`);
  const pdf = await desk.paper({
    tenantId,
    funderId: row.funder_id,
    quoteReference: quote.reference,
    deadlineMs: FETCH_MS,
    signal: shutdown,
  });
  await keepFile(platform, held, { which: 'quotation', name: `quotation-${held.claim.fence}.pdf`, pdf });
}
