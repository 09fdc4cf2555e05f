/** The two routes beside GraphQL: what the token vault tells us, and browsers on their way back to it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput, SignatureRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Refusals } from '../platform/refusals.ts';
import { heedVault, verifyVaultDelivery } from './vault-webhook.ts';

const WEBHOOK = '/api/v1/webhooks/nango';
const CALLBACK = '/oauth/callback';
const RETRY_AFTER_S = 5;

export interface ConnectionRoutesOptions {
  readonly platform: Platform;
  readonly refusals: Refusals;
  /** Largest body, in bytes. */
  readonly maxBytes: number;
  /** Told what became of each delivery. */
  readonly count: (provider: string, outcome: 'stored' | 'refused' | 'not_stored') => void;
}

/** Nothing where the operator has set no token vault. */
export function connectionRoutes(app: FastifyInstance, options: ConnectionRoutesOptions): void {
  const { tokenVault } = options.platform;
  if (!tokenVault) return;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: options.maxBytes },
      (_request, body, done) => done(null, body),
    );
    scope.post(WEBHOOK, (request, reply) => take(options, request, reply));
  });
  // The address that providers know may be ours; the code in it is the vault's to exchange.
  app.get(CALLBACK, (request, reply) =>
    reply.redirect(`${tokenVault.url}${CALLBACK}${new URL(request.url, 'http://here').search}`, 308),
  );
}

async function take(
  { platform, refusals, count }: ConnectionRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    verifyVaultDelivery({ raw, headers: request.headers }, platform.tokenVault?.signingKeys ?? []);
    const outcome = await heedVault(platform, raw);
    count('nango', 'stored');
    return reply.code(200).send({ received: true, outcome });
  } catch (error) {
    if (error instanceof SignatureRefused) {
      count('nango', 'refused');
      refusals.anonymous({ door: 'webhook', reason: 'Invalid signature' });
      return reply.code(401).send({ error: { code: error.code, message: error.message } });
    }
    if (error instanceof InvalidInput)
      return reply.code(400).send({ error: { code: error.code, message: error.message } });
    count('nango', 'not_stored');
    platform.log.error({ err: error }, 'what the token vault told was not stored');
    // Nango sends again after a 5xx.
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_S)
      .send({ error: { code: 'NOT_STORED', message: 'The delivery could not be stored; send it again' } });
  }
}
