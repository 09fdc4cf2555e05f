import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, startSync, type Hub, type Tenant } from '../support/hub.ts';
import type { VaultSandbox } from '../sandbox/vault/vault.ts';
import { rows } from '../support/rows.ts';
import {
  demandsOf,
  entityTypes,
  fieldsOf,
  operationFor,
  ownObjectTypes,
  readSchema,
  targetsOf,
  type Operation,
  type Step,
} from '../support/sdl-walk.ts';
import { until } from '../syncs/until.ts';
import { aVault } from './connections.ts';
import { streams } from './streams.ts';
import { aWorld, entityIds, fixtures, type World } from './world.ts';

const NAME = 'Known to its tenant only';
const schema = readSchema();
const scopes = [
  ...new Set(
    ownObjectTypes(schema).flatMap((parent) =>
      fieldsOf(parent).flatMap((field) => demandsOf({ parent, field, to: undefined }).flat(2)),
    ),
  ),
];

/** The same for everybody: their ids are no secret. */
const GLOBAL = new Set(['Provider', 'Funder']);
const MADE_ANEW = new Set([
  'connectAccount',
  'createIntegration',
  'inviteUser',
  'createRole',
  'createNotificationEndpoint',
  'createOAuthClient',
  'createOAuthRegistrationToken',
]);

let hub: Hub;
let vault: VaultSandbox;
/** Has nothing. */
let stranger: Tenant;
let owner: Tenant;
let world: World;
/** Ids that exist nowhere, in the places of the owner's. */
let nowhere: World;
beforeAll(async () => {
  vault = await aVault();
  hub = await aHub({ stripe: { size: { customers: 10, payments: 10, invoices: 5 } }, tokenVault: vault });
  stranger = await hub.aTenant(scopes);
  owner = await hub.aTenant(scopes);
  world = await aWorld(hub, owner, NAME);
  const missing = () => randomUUID();
  nowhere = {
    ...world,
    tenantId: missing(),
    integration: missing(),
    disabled: missing(),
    failedJob: missing(),
    doneJob: missing(),
    exportJob: missing(),
    importJob: missing(),
    aJob: async () => missing(),
    anIntegration: async () => missing(),
    aWebhookEvent: async () => missing(),
    people: {
      ...world.people,
      person: missing(),
      aMember: async () => missing(),
      aRole: async () => missing(),
    },
    notifications: {
      ...world.notifications,
      endpoint: missing(),
      disabled: missing(),
      managed: missing(),
      anEndpoint: async () => missing(),
      aDelivery: async () => missing(),
    },
    connections: {
      account: missing(),
      revoked: missing(),
      foreign: missing(),
      integration: missing(),
      anAccount: async () => missing(),
    },
    brokerage: {
      ...world.brokerage,
      request: missing(),
      quote: missing(),
      expired: missing(),
      superseded: missing(),
      proposed: missing(),
      proposal: missing(),
      aQuote: async () => missing(),
    },
    integrationWith: {},
    failedJobWith: {},
  };
});
afterAll(async () => {
  await hub?.close();
  await vault?.close();
});

/** Whatever tells who is asked about: equal answers are equal but for these. */
function withoutIds(answer: unknown, asked: Operation): unknown {
  const ids = JSON.stringify(asked.variables).match(/[0-9a-f-]{36}/g) ?? [];
  const text = ids.reduce((left, id) => left.replaceAll(id, 'ID'), JSON.stringify(answer));
  return JSON.parse(text.replace(/"correlationId":"[^"]*"/g, '"correlationId":"C"'));
}

/** Nothing that belongs to the owner alone may be in any answer to somebody else. */
async function secretsOfOwner(): Promise<string[]> {
  const found = await rows<{ secret: string }>(
    hub.database.url,
    `select id::text as secret from integration where tenant_id = $1
     union select id::text from sync_job where tenant_id = $1
     union select id::text from webhook_event where tenant_id = $1
     union select id::text from audit_entry where tenant_id = $1
     union select id::text from notification_endpoint where tenant_id = $1
     union select id::text from connected_account where tenant_id = $1
     union select id::text from notification_delivery where tenant_id = $1
     union select u.email from user_account u join membership m on m.user_id = u.id where m.tenant_id = $1
     union select id::text from quote_request where tenant_id = $1
     union select id::text from quote where tenant_id = $1
     union select customer_email from quote where tenant_id = $1
     union select id::text from proposal where tenant_id = $1
     union select external_id from record where tenant_id = $1
     union select data ->> 'email' from record where tenant_id = $1 and data ->> 'email' is not null`,
    [owner.id],
  );
  return [NAME, ...found.map(({ secret }) => secret)];
}

const answers: string[] = [];
async function answerTo(tenant: Tenant, operation: Operation): Promise<unknown> {
  const { body } = await tenant.post(operation.query, operation.variables);
  const own = JSON.stringify(operation.variables).match(/[0-9a-f-]{36}/g) ?? [];
  if (tenant === stranger)
    answers.push(own.reduce((left, id) => left.replaceAll(id, ''), JSON.stringify(body)));
  return withoutIds(body, operation);
}

function isPublic(node: Step['field']['astNode']): boolean {
  return node?.directives?.some(({ name }) => name.value === 'public') ?? false;
}

interface Door {
  readonly name: string;
  readonly step: Step;
  readonly kind: 'query' | 'mutation' | 'subscription';
}

/** Each root field as often as there are ways to ask it. */
function doors(kind: Door['kind'], root = schema.getRootType(kind as never)): Door[] {
  return fieldsOf(root as Step['parent']).flatMap((field) => {
    const parent = root as Step['parent'];
    const steps = targetsOf(schema, field).map((to) => ({ parent, field, to }));
    const known = steps.filter(({ to }) => fixtures.has(`${parent.name}.${field.name}>${to.name}`));
    const asked = known.length > 0 ? known : steps.slice(0, 1);
    return asked.map((step) => ({ name: `${field.name} → ${step.to.name}`, step, kind }));
  });
}

async function operationAt({ step, kind }: Door, ids: World): Promise<Operation> {
  const name = `${step.parent.name}.${step.field.name}`;
  const fixture = fixtures.get(`${name}>${step.to?.name}`) ?? fixtures.get(name);
  const values = (await fixture?.values(ids, [])) ?? {};
  return operationFor([step], { kind, style: 'plain', argumentsOf: () => values });
}

/** By the name of an optional argument of a subscription: what it is given. A new one fails the tests until it stands here. */
const optional: Readonly<Record<string, (ids: World) => string>> = {
  integrationId: ({ integration }) => integration,
};

/** A subscription with what it requires alone, and with each of its optional arguments; it asks for ids where there are any. */
async function subscriptionsAt(door: Door, ids: World): Promise<Operation[]> {
  const { parent, field, to } = door.step;
  const fixture = fixtures.get(`${parent.name}.${field.name}`);
  const values = (await fixture?.values(ids, [])) ?? {};
  const id = to?.getFields()['id'];
  const steps = [door.step, ...(to && id ? [{ parent: to, field: id, to: undefined }] : [])];
  const variants = field.args
    .filter(({ name }) => !(name in values))
    .map(({ name }) => {
      const valueOf = optional[name];
      if (!valueOf) throw new Error(`no value for ${field.name}(${name})`);
      return { ...values, [name]: valueOf(ids) };
    });
  return [values, ...variants].map((given) =>
    operationFor(steps, {
      kind: 'subscription',
      style: 'plain',
      argumentsOf: (step) => (step === door.step ? given : {}),
    }),
  );
}

/** The first thing that each of the operations tells the caller, if anything. */
async function toldBy(caller: { token: string }, operations: readonly Operation[]): Promise<unknown[][]> {
  const { told, settled, close } = streams({ url: hub.api.url, token: caller.token }, operations);
  await settled();
  await close();
  return told.map((each) => each.slice(0, 1));
}

function withoutAsked(told: readonly unknown[], operations: readonly Operation[]): unknown[] {
  return operations.map((operation, n) => withoutIds(told[n], operation));
}

/** Everything of the owner, to see that nobody else has changed it. */
async function stateOfOwner(): Promise<unknown> {
  const tables = [
    'integration',
    'sync_job',
    'sync_batch',
    'sync_batch_row',
    'sync_schedule',
    'webhook_event',
    'notification_endpoint',
    'notification_delivery',
    'connected_account',
    'connection_look',
    'outgoing_event',
    'record',
    'sync_checkpoint',
    'audit_entry',
    'audit_link',
    'audit_chain',
    'membership',
    'quote_request',
    'quote_ask',
    'quote',
    'proposal',
    'tenant_role',
    'user_session',
  ];
  return Promise.all(
    tables.map((table) =>
      rows(
        hub.database.url,
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as state, count(*) from ${table} t where tenant_id = $1`,
        [owner.id],
      ),
    ),
  );
}

describe("another tenant's id answers exactly like one that does not exist", () => {
  it.each(doors('query'))('in the query $name', async (door) => {
    const theirs = await operationAt(door, world);
    const missing = await operationAt(door, nowhere);
    expect(await answerTo(stranger, theirs)).toEqual(await answerTo(stranger, missing));
  });

  // What is made anew names nothing of anyone, and who signs in is of no tenant yet.
  const changing = doors('mutation').filter(
    ({ step }) => !MADE_ANEW.has(step.field.name) && !isPublic(step.field.astNode),
  );
  it.each(changing)('in the mutation $name, and nothing is changed', async (door) => {
    const theirs = await operationAt(door, world);
    const missing = await operationAt(door, nowhere);
    const before = await stateOfOwner();
    expect(await answerTo(stranger, theirs)).toEqual(await answerTo(stranger, missing));
    expect(await stateOfOwner()).toEqual(before);
  });

  it.each(entityTypes(schema).filter(({ name }) => !GLOBAL.has(name)))(
    'as a reference to %s',
    async (type) => {
      const idOf = entityIds[type.name];
      if (!idOf) throw new Error(`no id to refer to a ${type.name} by`);
      const query =
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
      const refer = (ids: World) => ({
        query,
        variables: { representations: [{ __typename: type.name, id: idOf(ids, []) }] },
        keys: [],
      });
      expect(await answerTo(stranger, refer(world))).toEqual(await answerTo(stranger, refer(nowhere)));
      expect(await answerTo(stranger, refer(world))).toMatchObject({ data: { _entities: [null] } });
      expect(await answerTo(owner, refer(world))).toMatchObject({
        data: { _entities: [{ __typename: type.name }] },
      });
    },
  );

  it.each(doors('subscription'))('in the subscription $name', async (door) => {
    const [theirs, missing] = [await subscriptionsAt(door, world), await subscriptionsAt(door, nowhere)];
    const toStranger = await toldBy(stranger, theirs);
    answers.push(JSON.stringify(withoutAsked(toStranger, theirs)));
    expect(withoutAsked(toStranger, theirs)).toEqual(withoutAsked(await toldBy(stranger, missing), missing));
    const { name } = door.step.field;
    const isOwn = fixtures.get(`Subscription.${name}`)?.own;
    // Somebody must be told something, or the strangers' silence would mean nothing.
    const caller = isOwn ? { token: (await world.people.signIn()).accessToken } : owner;
    for (const told of await toldBy(caller, theirs))
      expect(told[0]).toEqual({ data: { [name]: expect.anything() } });
  });

  it('in no subscription, while something of the owner changes', async () => {
    const followed = doors('subscription').filter(
      ({ step }) => !fixtures.get(`Subscription.${step.field.name}`)?.own,
    );
    const operations = (await Promise.all(followed.map((door) => subscriptionsAt(door, world)))).flat();
    const heard = streams({ url: hub.api.url, token: stranger.token }, operations);
    await heard.settled();
    const own = streams({ url: hub.api.url, token: owner.token }, operations);
    await own.settled();
    const job = await startSync(owner, await world.anIntegration());
    await until(() => JSON.stringify(own.told).includes(job));
    await heard.settled();
    expect(JSON.stringify(heard.told)).not.toContain(job);
    expect(heard.told.flat().filter((each) => 'data' in Object(each))).toEqual([]);
    await Promise.all([heard.close(), own.close()]);
  });
});

describe('lists', () => {
  it('show the owner what is theirs', async () => {
    const lists =
      '{ integrations { edges { node { id } } } syncJobs { edges { node { id } } } webhookEvents { edges { node { id } } } auditEvents { edges { node { on } } } }';
    const shown = JSON.stringify(await owner.ask(lists));
    for (const id of [world.integration, world.failedJob, world.doneJob]) expect(shown).toContain(id);
  });

  it('show a stranger nothing', async () => {
    const lists = await stranger.ask<Record<string, { edges: unknown[] }>>(
      `{ integrations { edges { cursor } } syncJobs { edges { cursor } } webhookEvents { edges { cursor } }
         deadLetters { edges { cursor } } auditEvents { edges { cursor node { action outcome detail } } } }`,
    );
    expect(Object.values(lists).map(({ edges }) => edges)).toEqual([[], [], [], [], []]);
  });

  it('go on from a cursor of another tenant without showing anything', async () => {
    const page = await owner.ask<{ syncJobs: { edges: { cursor: string }[] } }>(
      '{ syncJobs { edges { cursor } } }',
    );
    const after = page.syncJobs.edges[0]?.cursor;
    expect(after).toBeDefined();
    expect(
      await stranger.ask('query ($after: String) { syncJobs(after: $after) { edges { cursor } } }', {
        after,
      }),
    ).toEqual({ syncJobs: { edges: [] } });
  });
});

describe('all answers a stranger was given in these tests', () => {
  it('have no byte of the owner in them', async () => {
    expect(answers.length).toBeGreaterThan(20);
    const all = answers.join('\n');
    expect((await secretsOfOwner()).filter((secret) => all.includes(secret))).toEqual([]);
  });
});
