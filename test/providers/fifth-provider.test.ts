/** What a fifth provider costs: a folder and a line in the registry. The hub is a copy of `src` with just these two changes. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as apiModule from '../../src/api.ts';
import type * as configModule from '../../src/config.ts';
import type * as workerModule from '../../src/worker.ts';
import { ALL_SCOPES, aHub, finished, startSync, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import { workerEnvironment } from '../support/worker-process.ts';

const CLONE = fileURLToPath(new URL('../..', import.meta.url));
const ENTRIES = Array.from({ length: 250 }, (_, i) => ({
  id: `e${i}`,
  name: `Entry ${i}`,
  changed: 1_000 + i,
}));

let hub: Hub;
let vendor: Server;
let tree: string;
let api: apiModule.Api;
let worker: workerModule.Worker;
let tenant: Tenant;

beforeAll(async () => {
  hub = await aHub();
  vendor = await startVendor();
  tree = await aTreeWith(vendor);
  const host = `127.0.0.1:${portOf(vendor)}`;
  const environment = workerEnvironment(hub.config, {
    EGRESS_ALLOWED_HOSTS: [...hub.config.egress.allowedHosts, host].join(','),
  });
  const module = <Exports>(file: string) => import(join(tree, 'src', file)) as Promise<Exports>;
  const { readConfig } = await module<typeof configModule>('config.ts');
  const { startApi } = await module<typeof apiModule>('api.ts');
  const { startWorker } = await module<typeof workerModule>('worker.ts');
  const config = readConfig(environment);
  api = await startApi({ ...config, http: { ...config.http, port: 0 } }, hub.log);
  worker = await startWorker(config, hub.log);
  const id = randomUUID();
  const token = await hub.issuer.token({ subject: 'somebody', tenantId: id, scopes: [...ALL_SCOPES] });
  tenant = tenantWith(api.url, id, token);
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await api?.close();
  await hub?.close();
  vendor?.close();
  if (tree) await rm(tree, { recursive: true });
});

it('is offered, connected, synced and read like the others', async () => {
  const { provider } = await tenant.ask<{ provider: object }>(
    '{ provider(id: "notebook") { name resources credentialFields { name } } }',
  );
  expect(provider).toMatchObject({ name: 'Notebook', credentialFields: [{ name: 'key' }] });

  const refused = await connect('wrong');
  expect(refused).toMatchObject({ __typename: expect.stringContaining('CredentialRefused') });
  const { id = '' } = await connect('right');
  expect(await finished(tenant, await startSync(tenant, id))).toMatchObject({
    status: 'SUCCEEDED',
    progress: { created: ENTRIES.length },
  });
  const { integration } = await tenant.ask<{
    integration: { records: { edges: { node: { name: string } }[] } };
  }>(
    `query ($id: ID!) { integration(id: $id) { records(resource: "contact", first: 100) {
      edges { node { externalId ... on ContactRecord { name } } } } } }`,
    { id },
  );
  const names = integration.records.edges.map(({ node }) => node.name);
  expect(names).toHaveLength(100);
  expect(names.every((name) => ENTRIES.some((entry) => entry.name === name))).toBe(true);
});

async function connect(key: string): Promise<{ __typename: string; id?: string }> {
  const { createIntegration } = await tenant.ask<{ createIntegration: { __typename: string; id?: string } }>(
    `mutation ($key: String!) {
      createIntegration(input: { providerId: "notebook", name: "Mine", credential: [{ name: "key", value: $key }] }) {
        __typename ... on Integration { id } } }`,
    { key },
  );
  return createIntegration;
}

/** A copy of the product with the folder and the line. Inside the clone, so that packages are found. */
async function aTreeWith(server: Server): Promise<string> {
  const copy = join(CLONE, '.data', `fifth-${randomUUID()}`);
  for (const folder of ['src', 'schema'])
    await cp(join(CLONE, folder), join(copy, folder), { recursive: true });
  const folder = join(copy, 'src/providers/notebook');
  await mkdir(folder);
  const source = await readFile(new URL('notebook/index.ts', import.meta.url), 'utf8');
  const itsUrl = `http://127.0.0.1:${portOf(server)}`;
  await writeFile(
    join(folder, 'index.ts'),
    source
      .replaceAll('../../../src/platform/', '../../platform/')
      .replaceAll('../../../src/providers/', '../')
      .replace('http://127.0.0.1:1', itsUrl),
  );
  const registry = join(copy, 'src/providers/registry.ts');
  const before = await readFile(registry, 'utf8');
  const after = before.replace(
    'quickbooks];',
    'quickbooks, (await import("./notebook/index.ts")).notebook];',
  );
  expect(after).not.toBe(before);
  await writeFile(registry, after);
  return copy;
}

async function startVendor(): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://notebook');
    const say = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== 'Key right') return say(401, {});
    if (url.pathname === '/me') return say(200, { name: 'A notebook' });
    const after = Number(url.searchParams.get('after'));
    const entries = ENTRIES.slice(after, after + 100);
    return say(200, { entries, last: after + 100 >= ENTRIES.length });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  // A listening TCP server's address is one of these.
  return (server.address() as AddressInfo).port;
}
