/** Puts a file of a proposal into the storage, sealed, and its name into the row. */
import { Readable } from 'node:stream';
import type { Platform } from '../../platform/platform.ts';
import type { HeldProposal } from './run-proposal.ts';
import { sealedFile, type ProposalFile } from './sealed-file.ts';

const keep: Readonly<Record<ProposalFile, string>> = {
  document: 'update proposal set document = $2, updated_at = now() where id = $1 and document is null',
  quotation: 'update proposal set quotation = $2, updated_at = now() where id = $1 and quotation is null',
};

/** `name`: another one for each turn of a worker, so that a turn that was taken over overwrites nothing. */
export async function keepFile(
  { db, storage, vault }: Platform,
  { tenantId, claim: { id }, row }: HeldProposal,
  { which, name, pdf }: { which: ProposalFile; name: string; pdf: Buffer },
): Promise<void> {
  const file = `proposals/${id}/${name}`;
  const owner = { tenantId, id, fileKey: row.file_key };
  await storage.write(file, Readable.from([sealedFile(vault, owner, { which, pdf })]));
  await db.tenant(tenantId).transaction((tx) => tx.query(keep[which], [id, file]));
}
