import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { settings } from '../src/settings/settings.ts';

const SECRET = 'a-shared-secret-that-is-long-enough';
const KEY = Buffer.alloc(32, 7).toString('base64');

const issuer = (row: object = {}) => ({
  issuer: 'https://issuer.example',
  audience: 'integration-hub',
  algorithms: ['HS256'],
  key: { secret: SECRET },
  kind: 'user',
  tenants: '*',
  ...row,
});
const issuers = (...rows: object[]) => JSON.stringify(rows.map((row) => issuer(row)));

const required = {
  DATABASE_URL: 'postgres://hub:database-password@db.example/hub',
  REDIS_URL: 'redis://:redis-password@redis.example:6379',
  CREDENTIAL_KEYS: `k1:${KEY}`,
  TRUSTED_ISSUERS: issuers({}),
};

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted');
}

describe('readConfig', () => {
  it('needs four settings and has a default for every other', () => {
    const config = readConfig(required);
    expect(config).toMatchObject({
      environment: 'production',
      http: { host: '0.0.0.0', port: 4000, publicUrl: 'http://0.0.0.0:4000' },
      log: { level: 'info' },
      database: { url: required.DATABASE_URL, ownerUrl: required.DATABASE_URL, poolSize: 16 },
      tokens: { clockToleranceS: 30 },
      egress: { allowedHosts: [] },
      providers: {
        stripe: { apiUrl: 'https://api.stripe.com', webhookSecrets: [], ratePerSecond: 80 },
      },
      graphql: {
        introspection: false,
        authDirectivesInSdl: true,
        callbackHosts: [],
        limits: {
          depth: 12,
          tokens: 2000,
          aliases: 30,
          rootFields: 20,
          directives: 50,
          cost: 10_000,
          bytes: 65_536,
        },
      },
      webhooks: { maxBytes: 1_048_576 },
      metrics: { token: undefined },
    });
    expect(config.vault.keys.map(({ id, key }) => [id, key.export().toString('base64')])).toEqual([
      ['k1', KEY],
    ]);
    expect(config.issuers).toEqual([
      issuer({
        typ: ['at+jwt'],
        tenantClaim: 'tenant_id',
        scopesClaim: 'scope',
        secondFactor: 'token',
        secondFactorAcr: [],
      }),
    ]);
  });

  it('listens on loopback and allows introspection in development', () => {
    const config = readConfig({ ...required, ENVIRONMENT: 'development', PORT: '5000' });
    expect(config.http).toEqual({ host: '127.0.0.1', port: 5000, publicUrl: 'http://127.0.0.1:5000' });
    expect(config.graphql.introspection).toBe(true);
  });

  it('reads lists, flags and numbers', () => {
    const config = readConfig({
      ...required,
      HOST: '::1',
      CREDENTIAL_KEYS: `k2:${KEY}, k1:${KEY}`,
      EGRESS_ALLOWED_HOSTS: 'LocalHost:4242, 127.0.0.1:80,',
      STRIPE_API_URL: 'http://localhost:4242/',
      STRIPE_CONNECT_WEBHOOK_SECRETS: 'whsec_new,whsec_old',
      SUBSCRIPTION_CALLBACK_HOSTS: 'router.example,http://localhost:4001',
      GRAPHQL_INTROSPECTION: 'true',
      GRAPHQL_MAX_DEPTH: '3',
      METRICS_TOKEN: 'scrape',
    });
    expect(config.http.publicUrl).toBe('http://[::1]:4000');
    expect(config.vault.keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    // Callback hosts are named by the operator too, so the door is open for them.
    expect(config.egress.allowedHosts).toEqual([
      'localhost:4242',
      '127.0.0.1:80',
      'router.example:443',
      'localhost:4001',
    ]);
    expect(config.providers.stripe).toMatchObject({
      apiUrl: 'http://localhost:4242',
      webhookSecrets: ['whsec_new', 'whsec_old'],
    });
    expect(config.graphql.callbackHosts).toEqual(['router.example', 'http://localhost:4001']);
    expect(config.graphql).toMatchObject({ introspection: true, limits: { depth: 3 } });
    expect(config.metrics.token).toBe('scrape');
  });

  it('takes an empty value as not set and ignores variables it does not know', () => {
    expect(readConfig({ ...required, PORT: '', LOG_LEVEL: '  ', SOMETHING_ELSE: 'x' })).toMatchObject({
      http: { port: 4000 },
      log: { level: 'info' },
    });
  });

  it('is frozen all the way down', () => {
    const config = readConfig(required);
    expect(Object.isFrozen(config.graphql.limits)).toBe(true);
    expect(Object.isFrozen(config.issuers[0]?.algorithms)).toBe(true);
    expect(Object.isFrozen(config.vault.keys[0])).toBe(true);
  });

  it('names every wrong variable at once and prints no value', () => {
    const message = problemsOf({
      PORT: '99999',
      LOG_LEVEL: 'loud-value',
      DATABASE_URL: 'mysql://user:database-password@db.example',
      CREDENTIAL_KEYS: 'k1:c2VjcmV0LXZhbHVl',
      TRUSTED_ISSUERS: `[{"issuer":"secret-value"`,
      EGRESS_ALLOWED_HOSTS: 'no-port-value',
      GRAPHQL_MAX_COST: 'many-value',
    });
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'REDIS_URL: is required',
      'CREDENTIAL_KEYS',
      'TRUSTED_ISSUERS: must be valid JSON',
      'EGRESS_ALLOWED_HOSTS',
      'GRAPHQL_MAX_COST: must be a number',
    ]) {
      expect(message).toContain(name);
    }
    expect(message).not.toMatch(/value|database-password|c2VjcmV0/);
  });

  it.each([
    ['too short', `k1:${Buffer.alloc(31).toString('base64')}`],
    ['too long', `k1:${Buffer.alloc(33).toString('base64')}`],
    ['without an id', KEY],
    ['not base64', 'k1:!!!'],
    ['twice the same id', `k1:${KEY},k1:${KEY}`],
    ['only separators', ' , '],
  ])('refuses a credential key that is %s', (_, keys) => {
    expect(problemsOf({ ...required, CREDENTIAL_KEYS: keys })).toContain('CREDENTIAL_KEYS');
  });

  it.each([
    ['no algorithm', issuers({ algorithms: [] })],
    ['the algorithm none', issuers({ algorithms: ['none'] })],
    [
      'a key set for a shared-secret algorithm',
      issuers({ key: { jwksUrl: 'https://issuer.example/jwks.json' } }),
    ],
    ['a secret for a public-key algorithm', issuers({ algorithms: ['ES256'] })],
    ['both kinds of key', issuers({ key: { secret: SECRET, jwksUrl: 'https://issuer.example/j' } })],
    ['an unknown field', issuers({ audiance: 'typo' })],
    ['a tenant that is no UUID', issuers({ tenants: ['acme'] })],
    ['the same issuer twice', issuers({}, {})],
    ['no issuer at all', '[]'],
  ])('refuses trust with %s', (_, rows) => {
    expect(problemsOf({ ...required, TRUSTED_ISSUERS: rows })).toContain('TRUSTED_ISSUERS');
  });
});

describe('the doors', () => {
  const key = { id: 'k1', secret: 'a key of an internal service that is long' };
  const services = JSON.stringify({ 'auth-service': { keys: [key], tenants: '*' } });
  const clients = JSON.stringify({ 'DNS:auth.internal': { service: 'auth-service', tenants: '*' } });
  const files = { MTLS_CA_FILE: 'ca.pem', MTLS_CERT_FILE: 'cert.pem', MTLS_KEY_FILE: 'key.pem' };

  it('are closed to services that nobody listed', () => {
    expect(readConfig(required)).toMatchObject({
      internalServices: [],
      certifiedClients: [],
      trustedProxies: [],
      clientAuthorities: undefined,
      mutualTls: undefined,
    });
  });

  it('are data', () => {
    const given = { INTERNAL_SERVICES: services, MTLS_CLIENTS: clients, MTLS_PORT: '4443', ...files };
    expect(readConfig({ ...required, ...given, TRUSTED_PROXIES: '10.0.0.1, fd00::/8' })).toMatchObject({
      internalServices: [{ name: 'auth-service', keys: [key], tenants: '*', versions: [2] }],
      certifiedClients: [{ name: 'DNS:auth.internal', service: 'auth-service', tenants: '*' }],
      trustedProxies: ['10.0.0.1', 'fd00::/8'],
      clientAuthorities: 'ca.pem',
      mutualTls: { port: 4443, ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' },
    });
  });

  it('with certificates need all three files', () => {
    const message = problemsOf({ ...required, ...files, MTLS_PORT: '4443', MTLS_KEY_FILE: '' });
    expect(message).toContain('MTLS_KEY_FILE: is required with MTLS_PORT');
    expect(message).not.toContain('MTLS_CA_FILE');
  });

  it.each(['proxy.internal', '10.0.0.1/33', '10.0.0.1/', '10.0.0.0/8/8', 'fd00::/129', '10.0.0.1/-1'])(
    'trust no proxy at %j',
    (proxy) => {
      expect(problemsOf({ ...required, TRUSTED_PROXIES: proxy })).toContain('TRUSTED_PROXIES');
    },
  );

  it('are not told the secret when a table is wrong', () => {
    const wrong = services.replace('"tenants":"*"', '"tenants":"all"');
    const message = problemsOf({ ...required, INTERNAL_SERVICES: wrong });
    expect(message).toContain('INTERNAL_SERVICES');
    expect(message).not.toContain(key.secret);
  });
});

describe('in production', () => {
  const weak = issuers(
    { key: { secret: 'short' } },
    { issuer: 'https://other.example', algorithms: ['HS256', 'HS512'] },
    {
      issuer: 'http://plain.example',
      algorithms: ['ES256'],
      key: { jwksUrl: 'http://plain.example:8080/jwks.json' },
    },
  );

  it('refuses short secrets and unencrypted issuers, whatever else is wrong', () => {
    const message = problemsOf({ TRUSTED_ISSUERS: weak });
    expect(message).toContain('TRUSTED_ISSUERS[0].key.secret: must have at least 32 bytes');
    expect(message).toContain('TRUSTED_ISSUERS[1].key.secret: must have at least 64 bytes');
    expect(message).toContain('TRUSTED_ISSUERS[2].issuer: must be https');
    expect(message).toContain('TRUSTED_ISSUERS[2].key.jwksUrl: must be https');
    expect(message).toContain('REDIS_URL: is required');
  });

  it('refuses issuers to sign in at that are not encrypted, unless their host is opened', () => {
    const client = { clientId: 'hub', clientSecret: 'kept to ourselves' };
    const rows = [
      { id: 'plain', name: 'Plain', kind: 'oidc', issuer: 'http://plain.example', ...client },
      {
        id: 'mixed',
        name: 'Mixed',
        kind: 'oauth2',
        authorizationUrl: 'https://mixed.example/authorize',
        tokenUrl: 'http://mixed.example:81/token',
        userUrl: 'http://opened.example:81/user',
        ...client,
      },
    ];
    const message = problemsOf({
      LINKED_ISSUERS: JSON.stringify(rows),
      EGRESS_ALLOWED_HOSTS: 'opened.example:81',
    });
    expect(message).toContain('LINKED_ISSUERS[0].issuer: must be https');
    expect(message).toContain('LINKED_ISSUERS[1].tokenUrl: must be https');
    expect(message).not.toContain('userUrl');
    expect(message).not.toContain(client.clientSecret);
  });

  it('accepts an unencrypted issuer on a host the operator opened', () => {
    const plain = issuers({ issuer: 'http://plain.example' });
    const config = readConfig({
      ...required,
      TRUSTED_ISSUERS: plain,
      EGRESS_ALLOWED_HOSTS: 'plain.example:80',
    });
    expect(config.issuers).toHaveLength(1);
  });

  it('and only there', () => {
    const config = readConfig({ ...required, ENVIRONMENT: 'development', TRUSTED_ISSUERS: weak });
    expect(config.issuers).toHaveLength(3);
  });

  it('issues tokens itself only where it is told to, at an encrypted URL', () => {
    const { TRUSTED_ISSUERS: _others, ...alone } = required;
    expect(readConfig(required).ownIssuer.on).toBe(false);
    expect(problemsOf(alone)).toContain('TRUSTED_ISSUERS: is required without OWN_ISSUER');
    const own = { ...alone, OWN_ISSUER: 'true' };
    const refused = 'PUBLIC_URL: must be https in production with OWN_ISSUER';
    expect(problemsOf(own)).toContain(refused);
    expect(problemsOf({ ...own, PUBLIC_URL: 'http://hub.example' })).toContain(refused);
    expect(readConfig({ ...own, PUBLIC_URL: 'https://hub.example' })).toMatchObject({
      issuers: [],
      ownIssuer: { on: true, keyLifetimeS: 30 * 86_400 },
    });
    expect(readConfig({ ...alone, ENVIRONMENT: 'development' }).ownIssuer.on).toBe(true);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const entries = [...text.matchAll(/^# (?<explanation>.+)\n(?<name>[A-Z_]+)=(?<value>.*)$/gm)].map(
    // Every named group of the pattern takes part in a match.
    ({ groups }) => groups as { explanation: string; name: keyof typeof settings.shape; value: string },
  );

  it('lists every setting with its explanation, in the same order', () => {
    const told = entries.map(({ name, explanation }) => [name, explanation]);
    expect(told).toEqual(Object.entries(settings.shape).map(([name, field]) => [name, field.description]));
  });

  it.each(entries)('gives the default of $name', ({ name, value }) => {
    const byDefault = settings.shape[name].safeParse(undefined).data;
    expect(value).toBe(byDefault === undefined ? '' : String(byDefault));
  });

  it('is, with the required settings filled in, a configuration that works', () => {
    const env = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    expect(readConfig({ ...env, ...required })).toEqual(readConfig(required));
  });
});
