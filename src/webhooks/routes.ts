/** The REST routes providers post to. Bodies are kept as the bytes that came: signatures are over nothing else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCode, NotFound, SignatureRefused } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Receiver } from './receive.ts';

/** Intuit, the strictest sender, waits 3 s: whatever is not stored by then is better sent again. */
const ANSWER_WITHIN_MS = 2_500;
const RETRY_AFTER_S = 5;

type Params = { provider: string; integrationId?: string };

export interface WebhookRoutesOptions {
  readonly receiver: Receiver;
  /** Largest body, in bytes. */
  readonly maxBytes: number;
  readonly log: Log;
  /** Told what became of each delivery. */
  readonly count: (provider: string, outcome: 'stored' | 'refused' | 'not_stored') => void;
}

export function webhookRoutes(app: FastifyInstance, options: WebhookRoutesOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: options.maxBytes },
      (_request, body, done) => done(null, body),
    );
    const handle = (request: FastifyRequest<{ Params: Params }>, reply: FastifyReply) =>
      answer(options, request, reply);
    scope.post<{ Params: Params }>('/api/v1/webhooks/:provider', handle);
    scope.post<{ Params: Params }>('/api/v1/webhooks/:provider/:integrationId', handle);
  });
}

async function answer(
  options: WebhookRoutesOptions,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { provider, integrationId } = request.params;
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    await inTime(options.receiver.receive(provider, integrationId, { raw, headers: request.headers }));
    options.count(provider, 'stored');
    return reply.code(200).send({ received: true });
  } catch (error) {
    // An unknown provider is not counted: anybody can make up names.
    if (error instanceof NotFound) return reply.code(404).send(problem(error.code, error.message));
    if (error instanceof SignatureRefused) {
      options.count(provider, 'refused');
      return reply.code(401).send(problem(error.code, 'The signature does not hold'));
    }
    options.count(provider, 'not_stored');
    options.log.error({ err: error, code: errorCode(error), provider }, 'webhook not stored');
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_S)
      .send(problem('NOT_STORED', 'The delivery could not be stored; send it again'));
  }
}

function problem(code: string, message: string) {
  return { error: { code, message } };
}

class TooLate extends Error {}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate('no answer from the database in time')), ANSWER_WITHIN_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
