/**
 * The files of a proposal name people, so they lie sealed in the storage: with a key of the proposal's own, which lies sealed
 * in its row. A new sealing key needs a look at rows and not at files.
 */
import { createSecretKey, randomBytes } from 'node:crypto';
import { createVault, type Place, type Vault } from '../../platform/vault.ts';

/** Our own document of a proposal, or the funder's quotation. */
export type ProposalFile = 'document' | 'quotation';

export interface FileOwner {
  readonly tenantId: string;
  /** The proposal's. */
  readonly id: string;
  /** Null of a proposal from before files were sealed: they lie open. */
  readonly fileKey: Buffer | null;
}

const KEY_BYTES = 32;

/** A new key for the files of a proposal, sealed. */
export function newFileKey(vault: Vault, of: Omit<FileOwner, 'fileKey'>): Buffer {
  return vault.seal(randomBytes(KEY_BYTES).toString('base64'), placeOf(of, 'file_key'));
}

/** The bytes to store of a file. Throws SealBroken where the key does not open. */
export function sealedFile(
  vault: Vault,
  of: FileOwner,
  { which, pdf }: { which: ProposalFile; pdf: Buffer },
): Buffer {
  const files = vaultOf(vault, of);
  return files ? files.seal(pdf.toString('base64'), placeOf(of, which)) : pdf;
}

/** The file as it was before it was sealed. Throws SealBroken where it does not open. */
export function openedFile(
  vault: Vault,
  of: FileOwner,
  { which, stored }: { which: ProposalFile; stored: Buffer },
): Buffer {
  const files = vaultOf(vault, of);
  return files ? Buffer.from(files.open(stored, placeOf(of, which)), 'base64') : stored;
}

function vaultOf(vault: Vault, of: FileOwner): Vault | undefined {
  if (!of.fileKey) return undefined;
  const key = createSecretKey(vault.open(of.fileKey, placeOf(of, 'file_key')), 'base64');
  return createVault([{ id: 'files', key }]);
}

function placeOf({ tenantId, id }: Omit<FileOwner, 'fileKey'>, column: string): Place {
  return { tenantId, table: 'proposal', rowId: id, column };
}
