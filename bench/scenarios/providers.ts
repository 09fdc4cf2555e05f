/** A full sync of each further provider, against a loop that pages the same vendor and writes each page with one statement. */
import { randomUUID } from 'node:crypto';
import { aTenant, hubEnvironment, startApi, startVendors, startWorker, type Tenant } from '../hub.ts';
import type { Place } from '../floors/providers.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { timedSync } from './sync.ts';

const VENDORS = ['square', 'mailchimp', 'quickbooks'] as const;
const SECOND = 1_000;

type Account = Pick<Place, 'url' | 'credential'>;

export async function providersScenario(stage: Stage): Promise<Line[]> {
  const issuer = await startVendors(stage);
  const options = { seed: stage.seed, objects: stage.sizes.providers };
  const sandboxes = await stage.start('processes/sandboxes.ts', { args: [JSON.stringify(options)] });
  const url = await stage.database();
  await stage.query(url, 'create table floor_record (like record including all)');
  const own = hubEnvironment(stage, issuer, url);
  const hosts = await sandboxes.call<string[]>('hosts');
  const env = {
    ...own,
    ...(await sandboxes.call<Record<string, string>>('env')),
    EGRESS_ALLOWED_HOSTS: [own['EGRESS_ALLOWED_HOSTS'], ...hosts].join(','),
  };
  const api = await startApi(stage, env);
  await startWorker(stage, env);
  const floor = await stage.start('floors/providers.ts', { args: [url] });

  const lines: Line[] = [];
  for (const vendor of VENDORS) {
    const account = await sandboxes.call<Account>('place', vendor);
    const stored = new Set<string>();
    let objects = 0;
    const rate = async (side: Side, timed: { ms: number }) => {
      const found = await idsOf(stage, url, side);
      objects = found.count;
      stored.add(found.digest);
      if (stored.size > 1) throw new Error(`the two sides stored different objects of ${vendor}`);
      return (found.count / timed.ms) * SECOND;
    };
    const sides = {
      ours: async () => {
        const tenant = await aTenant(api, issuer);
        const integrationId = await connect(tenant, vendor, account.credential);
        return rate({ table: 'record', integrationId }, await timedSync(tenant, integrationId));
      },
      floor: async () => {
        const place: Place = { vendor, ...account, tenantId: randomUUID(), integrationId: randomUUID() };
        const timed = await floor.call<{ ms: number }>('sync', place);
        return rate({ table: 'floor_record', integrationId: place.integrationId }, timed);
      },
    };
    // Once to warm both up: a worker lives longer than one sync.
    await interleaved(1, sides);
    lines.push(judge(questionOf(vendor), await interleaved(stage.sizes.rounds, sides), { objects }));
  }
  return lines;
}

function questionOf(vendor: (typeof VENDORS)[number]) {
  const how = vendor === 'square' ? "pages by Square's SDK" : 'sequential pages';
  return {
    scenario: `provider-${vendor}`,
    unit: 'records/s',
    against: `${how} and one INSERT per page`,
    better: 'higher',
    must: 0.5,
    want: 0.9,
  } as const;
}

async function connect(
  tenant: Tenant,
  providerId: string,
  credential: Readonly<Record<string, string>>,
): Promise<string> {
  const { createIntegration } = await tenant.ask<{ createIntegration: { id?: string } }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) { ... on Integration { id } ... on HubProblem { code message } }
    }`,
    {
      input: {
        providerId,
        name: 'Measured',
        credential: Object.entries(credential).map(([name, value]) => ({ name, value })),
      },
    },
  );
  if (!createIntegration.id) throw new Error(JSON.stringify(createIntegration));
  return createIntegration.id;
}

interface Side {
  readonly table: 'record' | 'floor_record';
  readonly integrationId: string;
}

/** How many objects are stored, and which. */
async function idsOf(stage: Stage, url: string, side: Side): Promise<{ count: number; digest: string }> {
  const [row] = await stage.query<{ count: number; digest: string }>(
    url,
    `select count(*)::int as count, md5(string_agg(resource || ' ' || external_id, E'\\n' order by resource, external_id)) as digest
       from ${side.table} where integration_id = $1`,
    [side.integrationId],
  );
  if (!row) throw new Error('an aggregate answers one row');
  return row;
}
