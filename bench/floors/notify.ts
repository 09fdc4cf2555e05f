/** The floor under notifications: plain posts with the same signature over kept connections, and one durable update for each. */
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';
import { answer } from '../processes/answer.ts';

interface Setup {
  readonly url: string;
  readonly poolSize: number;
  readonly atOnce: number;
}

export interface Run {
  readonly port: number;
  readonly secret: string;
}

interface Event {
  readonly id: string;
  readonly type: string;
  readonly tenantId: string;
  readonly payload: unknown;
  readonly createdAt: Date;
}

// The scenario writes it.
const setup = JSON.parse(process.argv[2] ?? '') as Setup;
const pool = new pg.Pool({ connectionString: setup.url, max: setup.poolSize });
const agent = new Agent({ keepAlive: true, maxSockets: setup.atOnce });
const UPDATE = {
  name: 'delivered',
  text: `update floor_delivery set status = 'DELIVERED', attempts = attempts + 1, finished_at = now() where event_id = $1`,
};

answer(
  {
    async deliver({ port, secret }: Run) {
      const { rows: events } = await pool.query<Event>(
        `select e.id, e.type, e.tenant_id as "tenantId", e.payload, e.created_at as "createdAt"
           from floor_delivery d join outgoing_event e on e.id = d.event_id where d.status = 'WAITING' order by e.seq`,
      );
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const deliverAll = async () => {
        for (let event = events.pop(); event; event = events.pop()) {
          await post(port, key, event);
          await pool.query({ ...UPDATE, values: [event.id] });
        }
      };
      await Promise.all(Array.from({ length: setup.atOnce }, deliverAll));
    },
  },
  async () => {
    agent.destroy();
    await pool.end();
  },
);

function post(port: number, key: Buffer, { id, type, tenantId, payload, createdAt }: Event): Promise<void> {
  const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), tenantId, data: payload });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/', method: 'POST', headers, agent });
    outgoing.on('response', (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`answered ${response.statusCode}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
