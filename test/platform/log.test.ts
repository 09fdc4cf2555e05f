import { describe, expect, it } from '@jest/globals';
import { ProviderRefused } from '../../src/platform/errors.ts';
import { createLog, maskSecrets } from '../../src/platform/log.ts';
import type { Log } from '../../src/platform/log.ts';

function logged(write: (log: Log) => void): { line: string; entry: Record<string, unknown> } {
  const lines: string[] = [];
  write(createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } }));
  expect(lines).toHaveLength(1);
  const line = String(lines[0]);
  return { line, entry: JSON.parse(line) as Record<string, unknown> };
}

/** What an HTTP library throws: the whole request, keys included. */
function vendorError(): Error {
  const error = new Error('Request failed with status code 400');
  return Object.assign(error, {
    code: 'ERR_BAD_REQUEST',
    config: { headers: { 'x-key': 'canary-1' }, data: 'client_secret=canary-2' },
    response: { data: { refresh_token: 'canary-3' } },
  });
}

describe('errors in the log', () => {
  it('tell name, code, message and stack', () => {
    const { entry } = logged((log) =>
      log.error({ err: new ProviderRefused('No such customer') }, 'sync failed'),
    );
    expect(entry).toMatchObject({
      level: 'error',
      msg: 'sync failed',
      err: { name: 'ProviderRefused', code: 'PROVIDER_REFUSED', message: 'No such customer' },
    });
    expect((entry['err'] as Error).stack).toContain('log.test.ts');
  });

  it.each<[string, (log: Log) => void]>([
    ['as err', (log) => log.error({ err: vendorError() })],
    ['alone', (log) => log.error(vendorError())],
    ['as a cause', (log) => log.error({ err: new ProviderRefused('no', { cause: vendorError() }) })],
    ['under any name', (log) => log.error({ reason: vendorError() })],
    ['deep inside', (log) => log.error({ results: [{ status: 'rejected', reason: vendorError() }] })],
  ])('tell nothing else of a vendor error %s', (_, write) => {
    const { line } = logged(write);
    expect(line).toContain('Request failed with status code 400');
    expect(line).toContain('ERR_BAD_REQUEST');
    expect(line).not.toContain('canary');
  });

  it('end, even when a cause is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(logged((log) => log.error({ err: error })).line).toContain('round');
  });
});

describe('secrets in the log', () => {
  it.each<[string, object]>([
    ['a header', { headers: { authorization: 'canary' } }],
    ['a header of a request', { req: { headers: { cookie: 'canary', 'stripe-signature': 'canary' } } }],
    ['a credential', { credential: { anything: 'canary' } }],
    ['a field of one', { integration: { apiKey: 'canary' } }],
    ['somewhere deep', { a: [{ b: { c: { password: 'canary' } } }] }],
    ['an object without a prototype', { input: Object.assign(Object.create(null), { apiKey: 'canary' }) }],
    ['a token answer', { access_token: 'canary', refresh_token: 'canary' }],
  ])('are removed from %s', (_, fields) => {
    const { line } = logged((log) => log.info(fields, 'x'));
    expect(line).toContain('[masked]');
    expect(line).not.toContain('canary');
  });

  it('are removed from the bindings of a child', () => {
    expect(logged((log) => log.child({ token: 'canary' }).info('x')).line).not.toContain('canary');
  });

  const secrets = {
    'a Stripe key': 'sk_test_51Canary',
    'a live Stripe key': 'sk_live_51Canary',
    'a restricted key': 'rk_live_51Canary',
    'an endpoint secret': 'whsec_Canary/a+b=',
    'a bearer token': 'Bearer canary.canary-canary',
    'basic credentials': 'basic Y2FuYXJ5OmNhbmFyeQ==',
    'a JWT': 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.Canary-_',
    'an encrypted JWT': 'eyJhbGciOiJkaXIifQ..Canary.Canary.Canary',
  };

  it.each(Object.entries(secrets))('are masked when a text contains %s', (_, secret) => {
    const { line, entry } = logged((log) =>
      log.info({ note: `"${secret}"\n${secret}` }, `got ${secret}, stop`),
    );
    expect(line).not.toContain(secret.slice(8));
    expect(entry['msg']).toBe('got [masked], stop');
    expect(entry['note']).toBe('"[masked]"\n[masked]');
  });

  it('are masked in the password of a URL, and only there', () => {
    expect(maskSecrets('cannot reach postgres://hub:canary@db.example:5432/hub')).toBe(
      'cannot reach postgres://hub:[masked]@db.example:5432/hub',
    );
  });

  it('leaves harmless text alone', () => {
    const text = 'basic plan for cus_123 at https://api.stripe.com:443/v1/customers?email=a@b.example';
    expect(maskSecrets(text)).toBe(text);
  });

  it('stays linear on a long line made to be slow', () => {
    const hostile = `${'eyJa.'.repeat(20_000)} ${'://a:'.repeat(20_000)} ${'Bearer '.repeat(20_000)}`;
    const startedAt = performance.now();
    maskSecrets(hostile);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

it('keeps silent below its level', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line: string) => void lines.push(line) } });
  log.info('quiet');
  log.warn('loud');
  expect(lines).toHaveLength(1);
});
