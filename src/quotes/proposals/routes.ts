/** Where proposals come and go by HTTP: their documents by signed links, and what funders tell of them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordChange } from '../../audit/record-change.ts';
import { discreetState } from '../../funder-accounts/discreet.ts';
import { storedAccount, tenantOfAccount } from '../../funder-accounts/stored-account.ts';
import { findFunder } from '../../funders/registry.ts';
import { USER_AGENT_LENGTH, type Caller } from '../../platform/caller.ts';
import { prepared } from '../../platform/db/sql.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { SignatureRefused } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Refusals } from '../../platform/refusals.ts';
import { hearFunder } from './hear-funder.ts';
import { openedFile, type ProposalFile } from './sealed-file.ts';

export function pathOf(proposalId: string, file: ProposalFile): string {
  return `/api/v1/proposals/${proposalId}/${file}`;
}

const tenantOf = prepared('proposal_tenant', 'select tenant_id as "tenantId" from proposal where id = $1');
const filesOf = prepared(
  'proposal_files',
  'select document, quotation, file_key as "fileKey" from proposal where tenant_id = $1 and id = $2',
);

type DocumentRequest = FastifyRequest<{ Params: { id: string } }>;
type CallbackRequest = FastifyRequest<{ Params: { funderId: string; accountId: string } }>;

/** No message of a funder is larger, in bytes. */
const MAX_MESSAGE_BYTES = 65_536;

export function proposalRoutes(app: FastifyInstance, platform: Platform, refusals: Refusals): void {
  for (const file of ['document', 'quotation'] as const)
    app.get<{ Params: { id: string } }>(pathOf(':id', file), (request, reply) =>
      download(platform, file, { request, reply }),
    );
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Signatures are over the bytes that came.
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post<{ Params: { funderId: string; accountId: string } }>(
      '/api/v1/funders/:funderId/callbacks/:accountId',
      (request, reply) => hear(platform, refusals, { request, reply }),
    );
  });
}

async function download(
  platform: Platform,
  which: ProposalFile,
  { request, reply }: { request: DocumentRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { id } = request.params;
  const { method, query } = request;
  const checked = isUuid(id) ? platform.links.check({ method, path: pathOf(id, which), query }) : 'wrong';
  if (checked === 'expired') return refuse(reply, 410, 'LINK_EXPIRED', 'The link is over: ask for a new one');
  const found = checked === 'good' ? await fileBehind(platform, which, id) : undefined;
  if (!found) return refuse(reply, 404, 'NOT_FOUND', 'There is nothing here');
  const { tenantId, pdf } = found;
  await platform.db.tenant(tenantId).transaction((tx) =>
    recordChange(tx, {
      tenantId,
      by: holderOf(request),
      action: 'proposal.downloaded',
      on: { type: 'Proposal', id },
      detail: { file: which },
    }),
  );
  return reply
    .headers({
      'content-type': 'application/pdf',
      'content-length': pdf.length,
      'content-disposition': `attachment; filename="${which === 'document' ? 'proposal' : which}-${id}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(pdf);
}

async function fileBehind(platform: Platform, which: ProposalFile, id: string) {
  const [owner] = await platform.db.routing.query<{ tenantId: string }>(tenantOf, [id]);
  if (!owner) return undefined;
  const { tenantId } = owner;
  const [row] = await platform.db
    .tenant(tenantId)
    .read<Record<ProposalFile, string | null> & { fileKey: Buffer | null }>(filesOf, [tenantId, id]);
  const key = row?.[which];
  const file = key && (await platform.storage.read(key));
  if (!row || !file) return undefined;
  const stored = Buffer.concat(await file.stream.toArray());
  const of = { tenantId, id, fileKey: row.fileKey };
  return { tenantId, pdf: openedFile(platform.vault, of, { which, stored }) };
}

/** Whose it is stands in the path; whether it is true in the signature. Neither is told to whoever guesses. */
async function hear(
  platform: Platform,
  refusals: Refusals,
  { request, reply }: { request: CallbackRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { funderId, accountId } = request.params;
  const callback = findFunder(funderId)?.callback;
  const tenantId = callback && (await tenantOfAccount(platform, funderId, accountId));
  const account = tenantId && (await storedAccount(platform, tenantId, funderId));
  if (!callback || !account) return refuse(reply, 404, 'NOT_FOUND', 'There is nothing here');
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    const delivery = { raw, headers: request.headers };
    const message = callback.verify(delivery, account.credential, platform.clock.now());
    const state = discreetState(message.state, account.credential);
    await hearFunder(platform, { tenantId, funderId }, { ...message, state });
    return reply.code(200).send({ received: true });
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    refusals.anonymous({ door: 'funder', reason: 'Invalid signature' });
    return refuse(reply, 401, error.code, 'The signature does not hold');
  }
}

/** Who holds a link is not known; from where it was used is. */
function holderOf(request: DocumentRequest): Caller {
  return {
    kind: 'system',
    subject: 'signed link',
    correlationId: request.id,
    remoteAddress: request.ip,
    door: 'link',
    userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
