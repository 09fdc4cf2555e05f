// The whole system on this machine: database, Redis, issuer, Stripe sandbox, the hub's processes, a federation gateway.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { migrate } from '../../src/migrations/migrate.ts';
import { startIssuer } from '../../test/sandbox/issuer/issuer.ts';
import type { Issuer } from '../../test/sandbox/issuer/issuer.ts';
import { startMailSandbox } from '../../test/sandbox/mail/mail.ts';
import { startStripeSandbox } from '../../test/sandbox/stripe/stripe.ts';
import type { DataSize, StripeAccount, StripeSandbox } from '../../test/sandbox/stripe/stripe.ts';
import { startReceiver, type Receiver } from '../../test/support/receiver.ts';
import { startGateway } from '../../test/support/gateway.ts';
import type { Signer } from '../../test/support/sign-call.ts';
import { startSecondSubgraph } from '../../test/support/second-subgraph.ts';
import { onFreePort } from '../services/processes.ts';
import { keptFolder } from '../services/runs.ts';
import { startServices } from '../services/services.ts';
import type { Services } from '../services/services.ts';
import type { Started } from './ending.ts';
import { startFunders, type Funders } from './funders.ts';
import { startHubProcess } from './hub-process.ts';
import { hubSettings, keptIdentity, newIdentity, newSigner } from './settings.ts';
import type { World } from './settings.ts';
import { startTokenVault, type TokenVault } from './token-vault.ts';
import { workerFlags } from './worker-flags.ts';

export type StackOptions = {
  /** False: fresh data that goes with the stack. True: the data kept in this clone. */
  readonly kept: boolean;
  /** How much there is at the provider. */
  readonly size: DataSize;
  /** True: three lenders can be asked for quotes. */
  readonly funders?: boolean;
  /** Any free one when left out. */
  readonly ports?: { readonly hub?: number | undefined; readonly gateway?: number | undefined };
};

export type Stack = {
  /** The hub's HTTP address; its GraphQL endpoint is `/graphql` below it. */
  readonly hubUrl: string;
  /** The GraphQL endpoint of the whole graph: the hub and another team's subgraph. */
  readonly gatewayUrl: string;
  readonly issuer: Issuer;
  /** An internal service that may call for the tenant. */
  readonly signer: Signer;
  readonly stripe: StripeSandbox;
  /** A client application that can be told of events. */
  readonly client: Receiver;
  /** Where the hub's mails are shown. */
  readonly mail: { readonly pageUrl: string };
  /** The provider account that holds the data. */
  readonly account: StripeAccount;
  /** The lenders on this machine, if they were asked for. */
  readonly funders: Funders | undefined;
  /** Where people log in to connect accounts. */
  readonly tokenVault: TokenVault;
  readonly tenantId: string;
  /** Holds `api.log` and `worker.log`; goes with the stack. */
  readonly folder: string;
  /** Rejects when one of the hub's processes dies. */
  readonly broken: Promise<never>;
};

const noData: DataSize = { customers: 0, payments: 0, invoices: 0, products: 0, prices: 0 };

/** Starts everything; `things` ends it. */
export async function startStack(things: Started, options: StackOptions): Promise<Stack> {
  const services = await things.start(
    () => startServices({ ephemeral: !options.kept, stopOnSignals: false }),
    (started) => started.stop(),
  );
  const folder = join(services.runFolder, 'hub');
  mkdirSync(folder, { recursive: true });
  const identity = options.kept ? keptIdentity(join(keptFolder(), 'hub')) : newIdentity();
  const [databaseUrl, issuer, stripe, mail, client, second, tokenVault, funders] = await Promise.all([
    options.kept ? services.databaseUrl : passingDatabase(things, services),
    things.start(() => startIssuer(), close),
    things.start(() => startStripeSandbox({ size: noData }), close),
    things.start(() => startMailSandbox(), close),
    things.start(() => startReceiver(), close),
    things.start(() => startSecondSubgraph(), close),
    things.start(startTokenVault, close),
    options.funders ? things.start(startFunders, close) : undefined,
  ]);
  await migrate(databaseUrl);
  const signer = newSigner();
  const world: World = {
    ...services,
    ...identity,
    databaseUrl,
    issuer,
    stripe,
    mail,
    client,
    funders,
    tokenVault,
    signer,
  };
  const hub = startHub(things, { world, folder, port: options.ports?.hub });
  // Lived through while the hub's processes start on another processor: it takes this one a second.
  const account = stripe.addAccount({ size: options.size });
  const { hubUrl, broken } = await hub;
  tokenVault.tell(hubUrl);
  const subgraphs = [
    {
      name: 'hub',
      url: `${hubUrl}/graphql`,
      typeDefs: readTypeDefs().join('\n'),
      subscriptions: 'ws' as const,
    },
    { name: 'second', url: second.url, typeDefs: second.typeDefs, subscriptions: 'ws' as const },
  ];
  const port = options.ports?.gateway;
  const gateway = await things.start(
    () => startGateway({ subgraphs, ...(port === undefined ? {} : { port }) }),
    close,
  );
  const { tenantId } = identity;
  return {
    hubUrl,
    gatewayUrl: gateway.url,
    issuer,
    signer,
    stripe,
    mail,
    client,
    account,
    funders,
    tokenVault,
    tenantId,
    folder,
    broken,
  };
}

async function startHub(
  things: Started,
  options: { world: World; folder: string; port: number | undefined },
): Promise<{ hubUrl: string; broken: Promise<never> }> {
  const { world, folder } = options;
  const startApi = async (port: number) => {
    const child = await startHubProcess({
      name: 'The API',
      entry: new URL('../../src/api.ts', import.meta.url),
      env: hubSettings(world, port),
      logFile: join(folder, 'api.log'),
      readyLine: 'api listens',
    });
    return { ...child, url: `http://127.0.0.1:${port}` };
  };
  const api = things.start(
    () => (options.port === undefined ? onFreePort(startApi) : startApi(options.port)),
    (child) => child.stop(),
  );
  const worker = things.start(
    () =>
      startHubProcess({
        name: 'The worker',
        entry: new URL('../../src/worker.ts', import.meta.url),
        flags: workerFlags(),
        env: hubSettings(world, 4000),
        logFile: join(folder, 'worker.log'),
        readyLine: 'worker works',
      }),
    (child) => child.stop(),
  );
  const [{ url, died }, { died: workerDied }] = await Promise.all([api, worker]);
  const broken = Promise.race([died, workerDied]);
  // Heard by those who wait for it; the stack may also end before anybody does.
  broken.catch(() => undefined);
  return { hubUrl: url, broken };
}

/** The embedded server goes with its data; on a server given by DATABASE_URL a database of our own is made and removed. */
async function passingDatabase(things: Started, services: Services): Promise<string> {
  const url = new URL(services.databaseUrl);
  if (!process.env['DATABASE_URL']) return url.href;
  const name = `integration_hub_${process.pid}`;
  await things.start(
    () => runSql(services.databaseUrl, `create database ${name}`),
    () => runSql(services.databaseUrl, `drop database if exists ${name} with (force)`),
  );
  url.pathname = `/${name}`;
  return url.href;
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function close(thing: { close(): Promise<unknown> }): Promise<unknown> {
  return thing.close();
}
