/**
 * The floor under a quote request: the same calls to the same lenders at once, by plain HTTP, and one durable insert for
 * each answer. No tenants, no deadline, no figures computed, no second caller who could hear of it.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import { POOL_SIZE } from '../hub.ts';
import { answer } from '../processes/answer.ts';
import { serveFloor } from '../processes/http-floor.ts';
import type { Lender } from '../processes/lenders.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** What the other side's request comes to at the lender. */
const ASKED = {
  product: 'hire-purchase',
  customer: { type: 'business', name: 'Baker Ltd', email: 'office@baker.example' },
  asset: {
    description: 'Ford Transit 2.0',
    condition: 'new',
    priceExVat: '20000.00',
    vat: '4000.00',
    price: '24000.00',
  },
  currency: 'GBP',
  deposit: '2400.00',
  balloon: '0.00',
  termMonths: 36,
  annualMileage: null,
  frequency: 'monthly',
  timing: 'arrears',
};

const [databaseUrl = '', lenderList = '[]'] = process.argv.slice(2);
const database = new pg.Pool({ connectionString: databaseUrl, max: POOL_SIZE });
const lenders = await Promise.all((JSON.parse(lenderList) as Lender[]).map(open));

interface OpenLender {
  readonly id: string;
  readonly url: string;
  readonly token: string;
}

function post(url: string, headers: OutgoingHttpHeaders, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': length } });
    sent.on('error', reject);
    sent.on('response', (response) => {
      json(response).then((answered) => {
        const { statusCode = 0 } = response;
        if (statusCode > 201) reject(new Error(JSON.stringify(answered)));
        else resolve(answered);
      }, reject);
    });
    sent.end(body);
  });
}

async function open({ id, url, credential }: Lender): Promise<OpenLender> {
  const basic = Buffer.from(`${credential['clientId']}:${credential['clientSecret']}`).toString('base64');
  const form = 'application/x-www-form-urlencoded';
  const headers = { authorization: `Basic ${basic}`, 'content-type': form };
  // As the lender's reference describes it.
  const { access_token: token } = (await post(
    `${url}/oauth/token`,
    headers,
    'grant_type=client_credentials',
  )) as { access_token: string };
  return { id, url, token };
}

async function ask({ id, url, token }: OpenLender): Promise<unknown> {
  const key = randomUUID();
  const quote = await post(
    `${url}/v2/quotes`,
    {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    JSON.stringify({ ...ASKED, clientReference: key }),
  );
  await database.query({
    name: 'insert',
    text: 'insert into floor_quote (id, funder_id, quote) values ($1, $2, $3)',
    values: [key, id, quote],
  });
  return quote;
}

const server = await serveFloor(async () => {
  const quotes = await Promise.all(lenders.map(ask));
  return { status: 200, body: JSON.stringify({ quotes }) };
});
answer({ port: () => server.port }, async () => {
  server.close();
  agent.destroy();
  await database.end();
});
