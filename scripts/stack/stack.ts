// The whole system on this machine: database, Redis, issuer, Stripe sandbox, the hub's processes, a federation gateway.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Issuer } from '../../test/sandbox/issuer/issuer.ts';
import type { DataSize, StripeAccount, StripeSandbox } from '../../test/sandbox/stripe/stripe.ts';
import type { Receiver } from '../../test/support/receiver.ts';
import type { Signer } from '../../test/support/sign-call.ts';
import { keptFolder } from '../services/runs.ts';
import { startServices } from '../services/services.ts';
import { hubDatabase, migrated } from './database.ts';
import type { Started } from './ending.ts';
import type { Funders } from './funders.ts';
import { launchHub } from './hub.ts';
import { keptIdentity, newIdentity } from './settings.ts';
import type { TokenVault } from './token-vault.ts';

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

/** Starts everything; `things` ends it. */
export async function startStack(things: Started, options: StackOptions): Promise<Stack> {
  const { kept, size, ports, funders = false } = options;
  const [services, around] = await Promise.all([
    things.start(
      () => startServices({ ephemeral: !kept, filling: migrated(), stopOnSignals: false }),
      (started) => started.stop(),
    ),
    // Loaded while the servers start.
    import('./surroundings.ts').then(({ startSurroundings }) => startSurroundings(things, { funders })),
  ]);
  const folder = join(services.runFolder, 'hub');
  mkdirSync(folder, { recursive: true });
  const identity = kept ? keptIdentity(join(keptFolder(), 'hub')) : newIdentity();
  const databaseUrl = await hubDatabase(things, services, kept);
  const world = { ...services, ...identity, ...around, databaseUrl };
  const hub = await launchHub(things, { world, folder, port: ports?.hub });
  // While the API starts on another processor: each of the two takes this one a second.
  const { startWholeGraph } = await import('./whole-graph.ts');
  const account = around.stripe.addAccount({ size });
  const { hubUrl, broken } = await hub.up;
  around.tokenVault.tell(hubUrl);
  const gatewayUrl = await startWholeGraph(things, { hubUrl, port: ports?.gateway });
  return { ...around, hubUrl, gatewayUrl, account, tenantId: identity.tenantId, folder, broken };
}
