/** The floor under ingest: `node:http`, the signature checked, one INSERT per delivery, 200 after its commit. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import pg from 'pg';
import { answer } from '../processes/answer.ts';
import { serveFloor } from '../processes/http-floor.ts';

interface Setup {
  readonly url: string;
  readonly poolSize: number;
  readonly secret: string;
  readonly tenantId: string;
  readonly integrationId: string;
}

// The scenario writes it.
const setup = JSON.parse(process.argv[2] ?? '') as Setup;
const pool = new pg.Pool({ connectionString: setup.url, max: setup.poolSize });
const TOLERANCE_S = 300;
const INSERT = {
  name: 'insert_event',
  text: `insert into floor_event (id, tenant_id, integration_id, provider_id, dedupe_key, event_id, event_type, body, status)
         values ($1, $2, $3, 'stripe', $4, $5, $6, $7, 'QUEUED') on conflict (dedupe_key) do nothing`,
};

const server = await serveFloor(async ({ headers, body }) => {
  if (!holds(String(headers['stripe-signature']), body)) return { status: 401, body: '{"received":false}' };
  const event = JSON.parse(body.toString('utf8')) as { id: string; type: string };
  const key = createHash('sha256').update(`stripe\n${setup.integrationId}\n${event.id}`).digest();
  const values = [randomUUID(), setup.tenantId, setup.integrationId, key, event.id, event.type, body];
  await pool.query({ ...INSERT, values });
  return { status: 200, body: '{"received":true}' };
});

answer({ port: () => server.port }, async () => {
  server.close();
  await pool.end();
});

/** https://docs.stripe.com/webhooks#verify-manually */
function holds(header: string, body: Buffer): boolean {
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (time === undefined || signature === undefined) return false;
  if (Math.abs(Date.now() / 1_000 - Number(time)) > TOLERANCE_S) return false;
  const expected = createHmac('sha256', setup.secret).update(`${time}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
