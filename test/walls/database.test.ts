import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../../src/entities.ts';
import { rows, rowsAs } from '../support/rows.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';

const ROLES = ['hub_app', 'hub_router', 'hub_identity'];
/** Their policies are not about one tenant: what they see is decided by grants. */
const OTHER_ROLES = new Set(['hub_router', 'hub_identity']);
const PERMISSION_DENIED = '42501';

let database: TestDatabase;
const tenantId = randomUUID();
const integrationId = randomUUID();
beforeAll(async () => {
  database = await aDatabase();
  await rows(
    database.url,
    `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash)
     values ($1, $2, 'stripe', 'Ours', 'ACTIVE', 'acct', 'hash')`,
    [integrationId, tenantId],
  );
  await rows(
    database.url,
    `insert into record (tenant_id, integration_id, resource, external_id, version) values ($1, $2, 'contact', 'c', 1)`,
    [tenantId, integrationId],
  );
  await rows(
    database.url,
    `insert into audit_entry (tenant_id, actor_kind, actor, action, target_type, target_id, outcome)
     values ($1, 'user', 'u', 'a', 'T', 't', 'SUCCEEDED')`,
    [tenantId],
  );
  await rows(
    database.url,
    `insert into audit_link (tenant_id, seq, entry_id, previous, hash) select $1, 1, $1, 'p', 'h'`,
    [tenantId],
  );
  await rows(
    database.url,
    `insert into outgoing_event (tenant_id, type, subject, payload) values ($1, 't', 's', '{}')`,
    [tenantId],
  );
});
afterAll(() => database?.drop());

const sql = <Row>(text: string, params: unknown[] = []) => rows<Row>(database.url, text, params);
const as = (role: string, tenant?: string) => ({
  databaseUrl: database.url,
  role,
  ...(tenant && { tenantId: tenant }),
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  );

/** Every table that has a tenant, whoever made it. */
function tenantTables() {
  return sql<{ name: string; enabled: boolean; forced: boolean; persistence: string }>(
    `select c.relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, relpersistence as persistence
       from pg_class c join pg_namespace n on n.oid = relnamespace
      where n.nspname = 'public' and relkind in ('r', 'p')
        and exists (select from pg_attribute where attrelid = c.oid and attname = 'tenant_id' and not attisdropped)
      order by 1`,
  );
}

/** What is wrong with how the tables with a tenant are walled in. */
async function wallFaults(): Promise<string[]> {
  const policies = await sql<{ table: string; name: string; roles: string[]; using: string; check: string }>(
    `select tablename as table, policyname as name, roles::text[], qual as using, with_check as check from pg_policies
      where schemaname = 'public'`,
  );
  return (await tenantTables()).flatMap(({ name, enabled, forced, persistence }) => {
    const forApp = policies.filter(
      ({ table, roles }) => table === name && !roles.every((role) => OTHER_ROLES.has(role)),
    );
    const [own] = forApp;
    const faults = {
      'is not walled': !enabled,
      'is open to its owner': !forced,
      // Unlogged tables ('u') are emptied by a crash of the server.
      'is emptied by a crash': persistence !== 'p',
      'has not the one policy for the application':
        forApp.length !== 1 || own?.name !== 'own_tenant' || own.roles.join() !== 'hub_app',
      'does not compare the tenant': !OWN_TENANT.test(own?.using ?? ''),
      'writes by another rule than it reads': own?.check !== own?.using,
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${name} ${fault}`] : []));
  });
}

const OWN_TENANT =
  /^\(tenant_id = \(NULLIF\(current_setting\('app\.tenant_id'::text, true\), ''::text\)\)::uuid\)$/;

describe('every table with a tenant', () => {
  it('enforces row-level security, on its owner too, and outlives a crash', async () => {
    const tables = await tenantTables();
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'audit_chain',
        'audit_entry',
        'audit_link',
        'audit_pending',
        'integration',
        'outgoing_event',
        'record',
        'sync_job',
        'webhook_event',
      ]),
    );
    expect(await wallFaults()).toEqual([]);
  });

  it.each([
    ['made without a thought', [], 'is not walled'],
    ['walled but for its owner', ['enable'], 'is open to its owner'],
    ['walled without a policy', ['enable', 'force'], 'has not the one policy for the application'],
  ])('is not one that was %s', async (_how, steps, fault) => {
    await sql('create table hasty (id int, tenant_id uuid)');
    try {
      for (const step of steps) await sql(`alter table hasty ${step} row level security`);
      expect(await wallFaults()).toContain(`hasty ${fault}`);
    } finally {
      await sql('drop table hasty');
    }
  });

  it('is not one whose policy lets through more than its tenant', async () => {
    await sql('create table hasty (id int, tenant_id uuid)');
    try {
      for (const step of ['enable', 'force']) await sql(`alter table hasty ${step} row level security`);
      await sql('create policy own_tenant on hasty to hub_app using (true) with check (true)');
      expect(await wallFaults()).toEqual(['hasty does not compare the tenant']);
    } finally {
      await sql('drop table hasty');
    }
  });

  it('shows no row to the application without a tenant, or with another one', async () => {
    for (const { name } of await tenantTables()) {
      for (const tenant of [undefined, randomUUID()])
        expect(await rowsAs(as('hub_app', tenant), `select tenant_id from ${name}`)).toEqual([]);
    }
    expect(await rowsAs(as('hub_app', tenantId), 'select id from integration')).toEqual([
      { id: integrationId },
    ]);
  });

  it('takes no row of another tenant, and none away', async () => {
    const other = randomUUID();
    const insert = `insert into record (tenant_id, integration_id, resource, external_id, version)
                    values ($1, $2, 'contact', 'x', 1) returning external_id`;
    expect(await rowsAs(as('hub_app', tenantId), insert, [tenantId, integrationId])).toHaveLength(1);
    expect(await refusal(rowsAs(as('hub_app', other), insert, [tenantId, integrationId]))).toBe(
      PERMISSION_DENIED,
    );
    const move = 'update record set tenant_id = $1 returning external_id';
    expect(await refusal(rowsAs(as('hub_app', tenantId), move, [other]))).toBe(PERMISSION_DENIED);
    expect(await rowsAs(as('hub_app', other), 'delete from record returning external_id')).toEqual([]);
    expect(await rowsAs(as('hub_app', other), 'update record set version = 9 returning external_id')).toEqual(
      [],
    );
  });
});

describe('the roles of the running system', () => {
  it('can neither pass the policies nor change them', async () => {
    const roles = await sql<Record<string, unknown>>(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles
        where rolname = any($1)`,
      [ROLES],
    );
    expect(roles).toHaveLength(ROLES.length);
    for (const { rolname: _name, ...rights } of roles)
      expect(new Set(Object.values(rights))).toEqual(new Set([false]));
    const owned = await sql(
      `select relname from pg_class join pg_roles r on r.oid = relowner where rolname = any($1)`,
      [ROLES],
    );
    expect(owned).toEqual([]);
    const members = await sql(
      `select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any($1)`,
      [ROLES],
    );
    expect(members).toEqual([]);
    for (const role of ROLES)
      expect(await refusal(rowsAs(as(role), 'create table public.mine (id int)'))).toBe(PERMISSION_DENIED);
  });

  it.each([
    ['integration', 'credential'],
    ['integration', 'webhook_secrets'],
    ['integration', 'name'],
    ['webhook_event', 'body'],
    ['record', 'data'],
    ['record', 'raw'],
    ['audit_entry', 'detail'],
    ['audit_entry', 'actor'],
    ['audit_chain', 'key'],
    ['audit_link', 'hash'],
    ['outgoing_event', 'payload'],
    ['notification_endpoint', 'url'],
    ['notification_endpoint', 'secrets'],
    ['funder_account', 'credential'],
    ['funder_account', 'enabled'],
    ['funder_health', 'asked'],
    ['notification_delivery', 'tries'],
  ])('keep %s.%s from the router', async (table, column) => {
    expect(await refusal(rowsAs(as('hub_router'), `select ${column} from ${table}`))).toBe(PERMISSION_DENIED);
    expect(await refusal(rowsAs(as('hub_router'), `update ${table} set ${column} = null`))).toBe(
      PERMISSION_DENIED,
    );
  });

  it.each([
    ['user_account', 'password_hash'],
    ['user_session', 'remote_address'],
    ['refresh_token', 'hash'],
    ['mailed_link', 'hash'],
    ['sign_in_challenge', 'hash'],
    ['attempt_budget', 'key'],
  ])('keep %s.%s from the application and the router', async (table, column) => {
    for (const role of ['hub_app', 'hub_router'])
      expect(await refusal(rowsAs(as(role, tenantId), `select ${column} from ${table}`))).toBe(
        PERMISSION_DENIED,
      );
  });

  it('keep everything but people from the role that signs them in', async () => {
    const readable = await sql<{ table: string }>(
      `select distinct table_name as table from information_schema.column_privileges where grantee = 'hub_identity'`,
    );
    const tables = new Set(readable.map(({ table }) => table));
    expect(tables).toContain('user_account');
    for (const table of [
      'integration',
      'record',
      'sync_job',
      'audit_entry',
      'webhook_event',
      'outgoing_event',
      'signing_key',
    ])
      expect([table, tables.has(table)]).toEqual([table, false]);
  });

  it('show a tenant the people that are its members, and no others', async () => {
    const [person] = await sql<{ id: string }>(
      `insert into user_account (email) values ('somebody@example.test') returning id`,
    );
    const seen = () => rowsAs(as('hub_app', tenantId), 'select id, email from user_account');
    expect(await seen()).toEqual([]);
    const member = `insert into membership (tenant_id, user_id, status, roles) values ($1, $2, 'ACTIVE', '{}')`;
    await sql(member, [randomUUID(), person?.id]);
    expect(await seen()).toEqual([]);
    await sql(member, [tenantId, person?.id]);
    expect(await seen()).toEqual([{ id: person?.id, email: 'somebody@example.test' }]);
  });

  it('let the router find the owner of a row, and nothing of its content', async () => {
    expect(await rowsAs(as('hub_router'), 'select id, tenant_id from integration')).toEqual([
      { id: integrationId, tenant_id: tenantId },
    ]);
    const readable = await sql<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.column_privileges
        where grantee = 'hub_router' and privilege_type = 'SELECT'`,
    );
    const payloads = new Set([
      'credential',
      'webhook_secrets',
      'body',
      'data',
      'raw',
      'detail',
      'payload',
      'error_message',
    ]);
    expect(readable.filter(({ column }) => payloads.has(column))).toEqual([]);
    expect(readable.length).toBeGreaterThan(0);
  });

  it.each(['audit_entry', 'audit_link', 'outgoing_event'])('only ever add to %s', async (table) => {
    expect(await rowsAs(as('hub_app', tenantId), `select tenant_id from ${table}`)).toHaveLength(1);
    const isForgotten = table === 'outgoing_event';
    for (const role of ROLES) {
      const changes = [`update ${table} set tenant_id = tenant_id`, `truncate ${table}`];
      // What is old is forgotten, of all tenants at once; the next test shows that nothing else is.
      if (!isForgotten || role !== 'hub_router') changes.push(`delete from ${table}`);
      for (const change of changes)
        expect(await refusal(rowsAs(as(role, tenantId), change))).toBe(PERMISSION_DENIED);
    }
  });

  it('let the router forget old events, and no others', async () => {
    const forget = `delete from outgoing_event returning id`;
    expect(await rowsAs(as('hub_router'), forget)).toEqual([]);
    await sql(`update outgoing_event set created_at = now() - interval '2 days'`);
    expect(await rowsAs(as('hub_router'), forget)).toHaveLength(1);
  });
});

describe('the migrated schema', () => {
  /** All that entities can say about tables, in the words of PostgreSQL. */
  const catalogue = () =>
    Promise.all([
      sql(`select table_name, column_name, data_type, is_nullable, column_default, datetime_precision
             from information_schema.columns where table_schema = 'public' order by 1, 2`),
      sql(`select * from pg_policies where schemaname = 'public' order by tablename, policyname`),
      sql(`select indexdef from pg_indexes where schemaname = 'public' order by 1`),
      sql(`select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as rule from pg_constraint
            where connamespace = 'public'::regnamespace order by 1, 2`),
      sql(`select relname, relrowsecurity, relforcerowsecurity from pg_class
            where relnamespace = 'public'::regnamespace order by 1`),
    ]);

  it('is what the entities say: whatever the ORM would still change makes no difference', async () => {
    const orm = await MikroORM.init({ clientUrl: database.url, entities: [...entities], debug: false });
    const update = await orm.schema.getUpdateSchemaSQL({ wrap: false }).finally(() => orm.close(true));
    const ours = update.split('\n').filter((line) => !line.includes('"schema_migration"'));
    const before = await catalogue();
    // PostgreSQL rewrites expressions, so the ORM may want to say again, in its own words, what is there already.
    await sql(ours.join('\n'));
    expect(await catalogue()).toEqual(before);
  });
});
