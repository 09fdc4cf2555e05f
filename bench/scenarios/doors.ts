/**
 * What it costs to know who calls, by each door, against the same server with a caller who is believed unseen. A certificate
 * comes from a proxy here: what TLS itself costs is not in it.
 */
import { randomBytes } from 'node:crypto';
import { anAuthority } from '../../test/support/certificates.ts';
import { hubEnvironment, startVendors, type Vendors } from '../hub.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Child } from '../processes/child.ts';
import type { LoadResult } from '../processes/load.ts';
import type { ListItem, Requests } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';
import { aCatalog, type Catalog } from './catalog.ts';

const PATH = '/graphql';
const CONNECTIONS = 16;
const NAME = 'URI:hub:bench';
const signer = { service: 'bench', key: { id: 'bench', secret: randomBytes(32).toString('hex') } };
const rights = { permissions: ['integrations:read'], tenants: '*' };

export interface Gatehouse {
  readonly vendors: Vendors;
  readonly catalog: Catalog;
  readonly ports: { readonly guarded: number; readonly open: number };
  /** CPU milliseconds of server and database for each request, sent for so long. Throws when one is not answered with 200. */
  cpuEach(port: number, requests: Requests, ms: number): Promise<number>;
}

export async function aGatehouse(stage: Stage): Promise<Gatehouse> {
  const vendors = await startVendors(stage);
  const catalog = await aCatalog(stage, vendors);
  const env = {
    ...hubEnvironment(stage, vendors, catalog.url),
    INTERNAL_SERVICES: JSON.stringify({ [signer.service]: { ...rights, keys: [signer.key] } }),
    MTLS_CLIENTS: JSON.stringify({ [NAME]: { ...rights, service: 'bench' } }),
    TRUSTED_PROXIES: '127.0.0.1',
  };
  const server = await stage.start('floors/doors.ts', { env });
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });
  return {
    vendors,
    catalog,
    ports: await server.call('ports'),
    cpuEach: (port, requests, ms) => cpuEach(stage, { server, generator }, { port, requests, ms }),
  };
}

async function cpuEach(
  stage: Stage,
  { server, generator }: { server: Child; generator: Child },
  load: { port: number; requests: Requests; ms: number },
): Promise<number> {
  let result: LoadResult | undefined;
  const cpuMs = await stage.cpu([server], async () => {
    result = await generator.call<LoadResult>('run', { ...load, connections: CONNECTIONS });
  });
  if (!result || result.statuses[200] !== result.sent)
    throw new Error(`answers: ${JSON.stringify(result?.statuses)}`);
  return cpuMs / result.sent;
}

export function listOf(stage: Stage, items: readonly ListItem[]): Requests {
  return { kind: 'list', path: PATH, items, seed: stage.seed };
}

export async function doorsScenario(stage: Stage): Promise<Line[]> {
  const { catalog, ports, cpuEach } = await aGatehouse(stage);
  const { cert } = await (await anAuthority()).issue({ names: [NAME] });
  const forwarded = `Cert="${encodeURIComponent(cert)}"`;
  const byCertificate = catalog.lists.map(({ headers, body }) => ({
    headers: { 'x-tenant-id': headers['x-tenant-id'] ?? '', 'x-forwarded-client-cert': forwarded },
    body,
  }));
  const doors: Readonly<Record<string, Requests>> = {
    token: listOf(stage, catalog.lists),
    signature: { kind: 'signed', path: PATH, items: catalog.lists, seed: stage.seed, signer },
    certificate: listOf(stage, byCertificate),
  };
  const open = listOf(stage, catalog.lists);
  const lines: Line[] = [];
  for (const [door, requests] of Object.entries(doors)) {
    for (const [port, warm] of [
      [ports.guarded, requests],
      [ports.open, open],
    ] as const)
      await cpuEach(port, warm, stage.sizes.readMs / 2);
    const rounds = await interleaved(stage.sizes.sideRounds, {
      ours: () => cpuEach(ports.guarded, requests, stage.sizes.readMs),
      floor: () => cpuEach(ports.open, open, stage.sizes.readMs),
    });
    const against = 'the same server, the caller believed unseen';
    const question = { unit: 'CPU ms/request', against, better: 'lower', must: null, want: null } as const;
    lines.push(judge({ ...question, scenario: `door-${door}` }, rounds));
  }
  return lines;
}
