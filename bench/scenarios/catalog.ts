/** Many tenants' integrations, and the requests that read them. */
import { randomUUID } from 'node:crypto';
import { tokensFor, type Vendors } from '../hub.ts';
import type { ListItem } from '../processes/requests.ts';
import { openConnection } from '../processes/connection.ts';
import { post } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';

export interface Catalog {
  readonly url: string;
  /** One request for each tenant. */
  readonly lists: readonly ListItem[];
  /** A hundred references of one tenant in each. */
  readonly references: readonly ListItem[];
}

const FIELDS = 'id name status externalId createdAt provider { name category }';
const LIST = `{ integrations(first: 50) { edges { node { ${FIELDS} } } } }`;
const REFERENCES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Integration { ${FIELDS} } } }`;

export async function aCatalog(stage: Stage, vendors: Vendors): Promise<Catalog> {
  const url = await stage.database();
  const { tenants, each } = stage.sizes.integrations;
  const tenantIds = Array.from({ length: tenants }, () => randomUUID());
  await stage.query(
    url,
    `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash, created_at)
     select gen_random_uuid(), tenant::uuid, 'stripe', 'Integration ' || n,
            case n % 10 when 0 then 'DISABLED' when 1 then 'NEEDS_REAUTH' else 'ACTIVE' end,
            'acct_' || md5(tenant || n), md5(tenant || n), now() - n * interval '1 minute'
       from unnest($1::text[]) tenant, generate_series(1, $2) n order by random()`,
    [tenantIds, each],
  );
  await stage.query(url, 'vacuum analyze integration');
  const tokens = await tokensFor(vendors, tenantIds);
  const samples = await stage.query<{ tenant_id: string; ids: string[] }>(
    url,
    `select tenant_id, (array_agg(id order by md5(id::text)))[1:100] as ids from integration group by tenant_id`,
  );
  const idsOf = new Map(samples.map((sample) => [sample.tenant_id, sample.ids]));
  const headers = (i: number) => ({
    authorization: `Bearer ${tokens[i]}`,
    'x-tenant-id': tenantIds[i] ?? '',
  });
  return {
    url,
    lists: tenantIds.map((_, i) => ({ headers: headers(i), body: JSON.stringify({ query: LIST }) })),
    references: tenantIds.map((id, i) => {
      const of = (idsOf.get(id) ?? []).map((each) => ({ __typename: 'Integration', id: each }));
      return { headers: headers(i), body: JSON.stringify({ query: REFERENCES, variables: { of } }) };
    }),
  };
}

/** Every side must give the same data: what answers less, or wrongly, must not look fast. */
export async function assertSameAnswers(
  items: readonly ListItem[],
  servers: readonly { port: number; path: string }[],
  expected: number,
): Promise<void> {
  for (const item of items.slice(0, 3)) {
    const answers = await Promise.all(servers.map((server) => answerOf(server, item)));
    const [first = ''] = answers;
    if (answers.some((answer) => answer !== first))
      throw new Error(`different answers:\n${answers.map((each) => each.slice(0, 300)).join('\n')}`);
    const objects = first.split('"externalId"').length - 1;
    if (objects !== expected) throw new Error(`${objects} of ${expected} objects: ${first.slice(0, 500)}`);
  }
}

async function answerOf({ port, path }: { port: number; path: string }, item: ListItem): Promise<string> {
  const connection = await openConnection(port);
  const headers = { 'content-type': 'application/json', ...item.headers };
  const { body } = await connection.ask(post(path, headers, item.body), true);
  connection.close();
  // Key order and line ends may differ, data may not.
  return JSON.stringify(JSON.parse(body));
}
