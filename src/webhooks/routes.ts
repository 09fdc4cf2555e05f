/** The REST routes providers post to. Bodies are kept as the bytes that came: signatures are over nothing else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCode, Forbidden, NotFound, SignatureRefused, Unauthenticated } from '../platform/errors.ts';
import { callerOf } from '../platform/caller.ts';
import { correlationIdFrom } from '../platform/correlation.ts';
import type { Log } from '../platform/log.ts';
import type { Authenticate } from '../platform/principal/doors.ts';
import { hasScope, type Principal } from '../platform/principal/principal.ts';
import { looksSigned } from '../platform/principal/signed-calls.ts';
import type { Refusals } from '../platform/refusals.ts';
import type { Delivery } from '../providers/provider.ts';
import type { Receiver } from './receive.ts';

/** Intuit, the strictest sender, waits 3 s: whatever is not stored by then is better sent again. */
const ANSWER_WITHIN_MS = 2_500;
const RETRY_AFTER_S = 5;

type Params = { provider: string; integrationId?: string; secret?: string };
type Request = FastifyRequest<{ Params: Params }>;

const SHARED = '/api/v1/webhooks/:provider';
const OWN = `${SHARED}/:integrationId`;
/** For vendors that sign nothing: the secret is in the path. */
const OWN_WITH_SECRET = `${OWN}/:secret`;

export interface WebhookRoutesOptions {
  readonly receiver: Receiver;
  /** For deliveries that internal services forward. */
  readonly authenticate: Authenticate;
  readonly refusals: Refusals;
  /** Where vendors reach us; some of them sign it. */
  readonly publicUrl: string;
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
    for (const url of [SHARED, OWN, OWN_WITH_SECRET]) {
      scope.post<{ Params: Params }>(url, (request, reply) => take(options, request, reply));
    }
    scope.get<{ Params: Params }>(OWN_WITH_SECRET, (request, reply) => greet(options, request, reply));
  });
}

async function take(
  options: WebhookRoutesOptions,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { provider, integrationId } = request.params;
  const delivery = deliveryOf(request, options.publicUrl);
  try {
    const forwarder = await forwarderOf(options, request, delivery.raw);
    const stored = forwarder
      ? options.receiver.forward({
          providerId: provider,
          integrationId,
          tenantId: forwarder.tenantId,
          delivery,
        })
      : options.receiver.receive(provider, integrationId, delivery);
    await inTime(stored);
    options.count(provider, 'stored');
    return reply.code(200).send({ received: true });
  } catch (error) {
    if (error instanceof Unauthenticated)
      return reply.code(401).header('www-authenticate', 'Bearer').send(problem(error.code, error.message));
    if (error instanceof Forbidden) return reply.code(403).send(problem(error.code, error.message));
    // An unknown provider is not counted: anybody can make up names.
    if (error instanceof NotFound) return reply.code(404).send(problem(error.code, error.message));
    if (error instanceof SignatureRefused) {
      options.count(provider, 'refused');
      options.refusals.anonymous({ door: 'webhook', reason: 'Invalid signature' });
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

/** Undefined for a delivery of the vendor itself. A service signs what it hands on, and needs the scope for it. */
async function forwarderOf(
  { authenticate, refusals }: WebhookRoutesOptions,
  request: Request,
  raw: Buffer,
): Promise<Principal | undefined> {
  const { headers, method, url, socket } = request;
  if (!looksSigned(headers)) return undefined;
  const principal = await authenticate({ headers, method, url, socket, body: () => Promise.resolve(raw) });
  if (principal && hasScope(principal, 'webhooks:receive')) return principal;
  const reason = 'Requires the scope webhooks:receive';
  if (principal) {
    const { tenantId } = principal;
    const from = { correlationId: correlationIdFrom(headers), remoteAddress: request.ip };
    const by = callerOf(principal, { ...from, userAgent: headers['user-agent'] });
    refusals.known({ tenantId, by, on: 'POST webhooks', reason });
  }
  throw new Forbidden(reason);
}

/** A vendor tries the URL before it uses it; only one that a person has registered exists. Fastify answers HEAD likewise. */
async function greet(
  { receiver }: WebhookRoutesOptions,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { provider, integrationId, secret } = request.params;
  const expected = await receiver.expects(provider, integrationId ?? '', secret ?? '');
  return expected
    ? reply.code(200).send({ received: true })
    : reply.code(404).send(problem('NOT_FOUND', 'There is nothing here'));
}

function deliveryOf(request: Request, publicUrl: string): Delivery {
  return {
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: request.headers,
    url: publicUrl + request.url,
    pathSecret: request.params.secret,
  };
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
