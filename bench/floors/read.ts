/** The floor under reads: `node:http`, the same prepared SQL without row-level security, one JSON.stringify. */
import pg from 'pg';
import { providerOf } from '../../src/providers/registry.ts';
import { answer } from '../processes/answer.ts';
import { serveFloor } from '../processes/http-floor.ts';

const pool = new pg.Pool({ connectionString: process.argv[2], max: Number(process.argv[3]) });
const COLUMNS = 'id, provider_id, name, status, external_id, created_at';
const list = {
  name: 'list',
  text: `select ${COLUMNS} from integration where tenant_id = $1 and status <> 'DELETING'
          order by created_at desc, id desc limit 50`,
};
const byIds = {
  name: 'by_ids',
  text: `select ${COLUMNS} from integration where tenant_id = $1 and id = any($2::uuid[]) and status <> 'DELETING'`,
};

interface Row {
  id: string;
  provider_id: string;
  name: string;
  status: string;
  external_id: string;
  created_at: Date;
}

const server = await serveFloor(async ({ headers, body }) => {
  const tenantId = headers['x-tenant-id'];
  const { variables } = JSON.parse(body.toString('utf8')) as { variables?: { of: { id: string }[] } };
  if (!variables) {
    const { rows } = await pool.query<Row>({ ...list, values: [tenantId] });
    return ok({ integrations: { edges: rows.map((row) => ({ node: shown(row) })) } });
  }
  const ids = variables.of.map(({ id }) => id);
  const { rows } = await pool.query<Row>({ ...byIds, values: [tenantId, ids] });
  const found = new Map(rows.map((row) => [row.id, shown(row)]));
  return ok({ _entities: ids.map((id) => found.get(id) ?? null) });
});

answer({ port: () => server.port }, async () => {
  server.close();
  await pool.end();
});

function shown(row: Row) {
  const { name, category } = providerOf(row.provider_id);
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    externalId: row.external_id,
    createdAt: row.created_at,
    provider: { name, category },
  };
}

function ok(data: object): { status: number; body: string } {
  return { status: 200, body: JSON.stringify({ data }) };
}
