/** Where files come and go: by signed links, without a token. Nothing an outsider can guess tells whose a job is, or if it is. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordChange } from '../../audit/record-change.ts';
import { USER_AGENT_LENGTH, type Caller } from '../../platform/caller.ts';
import { prepared } from '../../platform/db/sql.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { LimitExceeded } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { jobChannel } from '../work-kind.ts';
import type { BatchFormat } from './batch.entity.ts';
import { fileKey } from './files.ts';

type Request = FastifyRequest<{ Params: { id: string } }>;

/** The contact lists of most companies go through a slow line in this time. */
const UPLOAD_WITHIN_MS = 10 * 60_000;

const CONTENT_TYPES: Readonly<Record<BatchFormat, string>> = {
  NDJSON: 'application/x-ndjson; charset=utf-8',
  CSV: 'text/csv; charset=utf-8; header=present',
};

export function exportPath(jobId: string): string {
  return `/api/v1/exports/${jobId}`;
}

export function importPath(jobId: string): string {
  return `/api/v1/imports/${jobId}`;
}

const tenantOf = prepared('batch_tenant', 'select tenant_id as "tenantId" from sync_batch where job_id = $1');

const fileOf = prepared(
  'batch_file',
  `select b.operation, b.format, b.file, j.status, 
          case cardinality(j.resources) when 1 then j.resources[1] else 'records' end as name
     from sync_batch b
     join sync_job j on j.id = b.job_id
     join integration i on i.id = b.integration_id and i.status <> 'DELETING'
    where b.tenant_id = $1 and b.job_id = $2`,
);

interface Found {
  readonly tenantId: string;
  readonly jobId: string;
  readonly operation: 'EXPORT' | 'IMPORT';
  readonly format: BatchFormat;
  readonly file: string | null;
  readonly status: string;
  readonly name: string;
}

/** `maxBytes`: the largest file that is taken. */
export function batchRoutes(
  app: FastifyInstance,
  platform: Platform,
  { maxBytes }: { maxBytes: number },
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body is left where it is: it goes to the storage as it comes.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.get<{ Params: { id: string } }>(exportPath(':id'), (request, reply) =>
      download(platform, request, reply),
    );
    scope.put<{ Params: { id: string } }>(
      importPath(':id'),
      { config: { bodyWithinMs: UPLOAD_WITHIN_MS } },
      (request, reply) => upload(platform, { request, maxBytes }, reply),
    );
  });
}

async function download(platform: Platform, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const found = await behind(platform, request, exportPath(request.params.id));
  if (found === 'expired') return refuse(reply, 410, 'LINK_EXPIRED', 'The link is over: ask for a new one');
  const file =
    found?.operation === 'EXPORT' && found.file ? await platform.storage.read(found.file) : undefined;
  if (!found || !file) return refuse(reply, 404, 'NOT_FOUND', 'There is nothing here');
  await platform.db.tenant(found.tenantId).transaction((tx) =>
    recordChange(tx, {
      tenantId: found.tenantId,
      by: holderOf(request),
      action: 'export.downloaded',
      on: { type: 'SyncJob', id: found.jobId },
    }),
  );
  return reply
    .headers({
      'content-type': CONTENT_TYPES[found.format],
      'content-length': file.bytes,
      'content-disposition': `attachment; filename="${found.name}.${found.format.toLowerCase()}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(file.stream);
}

async function upload(
  platform: Platform,
  { request, maxBytes }: { request: Request; maxBytes: number },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await behind(platform, request, importPath(request.params.id));
  if (found === 'expired') return refuse(reply, 410, 'LINK_EXPIRED', 'The link is over: ask for a new one');
  if (found?.operation !== 'IMPORT') return refuse(reply, 404, 'NOT_FOUND', 'There is nothing here');
  const taken = () => refuse(reply, 409, 'IMPORT_NOT_WAITING', 'The import has its rows, or has ended');
  if (found.file !== null || found.status !== 'QUEUED') return taken();
  const tooLarge = () => refuse(reply, 413, 'LIMIT_EXCEEDED', `A file has at most ${maxBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge();
  const file = fileKey(found.jobId, randomUUID(), found.format);
  // Giving up must not destroy the request: it still has to be answered.
  const source = Readable.from(request.raw.iterator({ destroyOnReturn: false }));
  try {
    const bytes = await platform.storage.write(file, source, { maxBytes });
    if (!(await link(platform, { found, file, bytes, by: holderOf(request) }))) return taken();
    return reply.code(201).send({ received: true, bytes });
  } catch (error) {
    if (error instanceof LimitExceeded) return tooLarge();
    throw error;
  }
}

/** Gives the waiting import its file and lets it begin; false when another upload was first, or it has ended. */
async function link(
  platform: Platform,
  { found, file, bytes, by }: { found: Found; file: string; bytes: number; by: Caller },
): Promise<boolean> {
  const { tenantId, jobId } = found;
  const linked = await platform.db.tenant(tenantId).transaction(async (tx) => {
    const waiting = await tx.query(
      `update sync_job set next_attempt_at = now(), revision = revision + 1
        where id = $1 and status = 'QUEUED' and exists (select from sync_batch where job_id = $1 and file is null)
        returning id`,
      [jobId],
    );
    if (waiting.length === 0) return false;
    await tx.query('update sync_batch set file = $2, bytes = $3, files_until = $4 where job_id = $1', [
      jobId,
      file,
      bytes,
      new Date(platform.clock.now() + platform.storage.keptMs),
    ]);
    const on = { type: 'SyncJob', id: jobId };
    await recordChange(tx, { tenantId, by, action: 'import.uploaded', on, detail: { bytes } });
    return true;
  });
  if (!linked) return false;
  platform.announcements.announce(jobChannel(tenantId), jobId);
  await platform.bells.ring('low');
  return true;
}

/** What a good link leads to. */
async function behind(
  platform: Platform,
  { method, query, params }: Request,
  path: string,
): Promise<Found | 'expired' | undefined> {
  const checked = isUuid(params.id) ? platform.links.check({ method, path, query }) : 'wrong';
  if (checked !== 'good') return checked === 'expired' ? 'expired' : undefined;
  const [owner] = await platform.db.routing.query<{ tenantId: string }>(tenantOf, [params.id]);
  if (!owner) return undefined;
  const { tenantId } = owner;
  const db = platform.db.tenant(tenantId);
  const [found] = await db.read<Omit<Found, 'tenantId' | 'jobId'>>(fileOf, [tenantId, params.id]);
  return found && { ...found, tenantId, jobId: params.id };
}

/** Who holds a link is not known; from where it was used is. */
function holderOf(request: Request): Caller {
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
  // What is left of a body is not waited for.
  return reply.code(status).header('connection', 'close').send({ error: { code, message } });
}
