/** The floor under the token endpoint: `node:http`, the secret compared, one JWT signed by jose, one INSERT. */
import { hash, randomUUID, timingSafeEqual } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { answer } from '../processes/answer.ts';
import { serveFloor } from '../processes/http-floor.ts';

interface Setup {
  readonly url: string;
  readonly poolSize: number;
  readonly clientId: string;
  readonly tenantId: string;
  readonly secret: string;
}

// The scenario writes it.
const setup = JSON.parse(process.argv[2] ?? '') as Setup;
const pool = new pg.Pool({ connectionString: setup.url, max: setup.poolSize });
const { privateKey } = await generateKeyPair('ES256');
const known = hash('sha256', setup.secret, 'buffer');
const ISSUER = 'http://127.0.0.1';
const LIFE_S = 3_600;
const INSERT = {
  name: 'insert_token',
  text: 'insert into floor_token (client_id, token_id) values ($1, $2)',
};

const server = await serveFloor(async ({ headers, body }) => {
  const [, base64 = ''] = String(headers.authorization).split(' ');
  const [clientId = '', secret = ''] = Buffer.from(base64, 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent);
  const form = new URLSearchParams(body.toString('utf8'));
  const isKnown = clientId === setup.clientId && timingSafeEqual(hash('sha256', secret, 'buffer'), known);
  if (!isKnown || form.get('grant_type') !== 'client_credentials')
    return { status: 401, body: '{"error":"invalid_client"}' };
  const iat = Math.floor(Date.now() / 1_000);
  const jti = randomUUID();
  const claims = { tenant_id: setup.tenantId, client_id: clientId, scope: form.get('scope') ?? '', jti, iat };
  const token = await new SignJWT({ ...claims, iss: ISSUER, aud: ISSUER, sub: clientId, exp: iat + LIFE_S })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .sign(privateKey);
  await pool.query({ ...INSERT, values: [clientId, jti] });
  return {
    status: 200,
    body: JSON.stringify({ access_token: token, expires_in: LIFE_S, token_type: 'Bearer' }),
  };
});

answer({ port: () => server.port }, async () => {
  server.close();
  await pool.end();
});
