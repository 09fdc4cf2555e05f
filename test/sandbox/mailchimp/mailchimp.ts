// A local Mailchimp: the same wire protocol and the same strictness, with invented data. For tests, the demo and the benchmark.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultQueue, type Fault, type Faults } from '../stripe/http/faults.ts';
import { listOf, openAccount, renderList, type Account } from './data/account.ts';
import type { Campaign, List, Member, Webhook, WebhookSource } from './data/objects.ts';
import { operationsOn, type Operations } from './data/operations.ts';
import { mailchimpServer, type LoggedRequest } from './http/server.ts';
import { changeSome, type Touched } from './seed/change-some.ts';
import { liveHistory, type DataSize } from './seed/history.ts';
import { webhookSender, type Delivery } from './webhooks.ts';

export type { DataSize, Delivery, Fault, Faults, LoggedRequest, Member, Operations, Touched };

export interface MailchimpSandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The same seed (and clock) gives the same accounts, ids and data. */
  seed?: number;
  size?: DataSize;
  /** Milliseconds, `Date.now` by default: for changes, the Date header and `fired_at`. */
  now?: () => number;
  /** Requests of one key at the same time, 10 by default; null for any number. */
  maxConcurrent?: number | null;
  /** Milliseconds before each further try of a webhook delivery that failed. */
  webhookRetryDelays?: readonly number[];
}

export interface MailchimpAccount {
  id: string;
  name: string;
  apiKey: string;
}

interface Objects {
  list: List;
  contact: Member;
  campaign: Campaign;
}

export interface MailchimpSandbox {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The main account's key. */
  readonly apiKey: string;
  readonly account: MailchimpAccount;
  /** Another account with its own key and data. */
  addAccount(options?: { size?: DataSize }): MailchimpAccount;
  /** Every object there is, as the API renders it; members of all lists, archived ones included. */
  truth<K extends keyof Objects>(resource: K, accountId?: string): Objects[K][];
  /** Changes in the main account, as if made by its people (`admin`) unless said otherwise. */
  readonly change: Operations;
  changeIn(accountId: string, source?: WebhookSource): Operations;
  /** Changes about that fraction of all objects (0 to 1) and tells which. */
  changeSome(fraction: number, options?: { seed?: number; accountId?: string }): Touched[];
  /** What is registered with a list. */
  webhooks(listId: string, accountId?: string): Webhook[];
  /** Sends a delivery once more, for duplicates. */
  resend(delivery: Delivery): void;
  deliveries(): Delivery[];
  /** Resolves when every delivery has succeeded or was given up. */
  settled(): Promise<void>;
  readonly faults: Faults;
  requests(): LoggedRequest[];
  resetRequests(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEFAULT_SIZE: DataSize = { lists: 2, members: 200, campaigns: 30 };

/** Starts a sandbox on the loopback interface, its main account already filled. */
export async function startMailchimpSandbox(
  options: MailchimpSandboxOptions = {},
): Promise<MailchimpSandbox> {
  const { seed = 1, now = Date.now, size = DEFAULT_SIZE, maxConcurrent = 10 } = options;
  const byKey = new Map<string, Account>();
  const open = (of: DataSize): Account => {
    const account = openAccount({ seed: seed + 7_919 * byKey.size, now });
    liveHistory(account, of);
    byKey.set(account.apiKey, account);
    return account;
  };
  const main = open(size);
  const accountOf = (id = main.id): Account => {
    const account = [...byKey.values()].find((each) => each.id === id);
    if (!account) throw new Error(`no account ${id}`);
    return account;
  };
  const webhooks = webhookSender({ retryDelays: options.webhookRetryDelays ?? [50, 200] });
  const faults = faultQueue();
  let requests: LoggedRequest[] = [];
  const log = (request: LoggedRequest): void => void requests.push(request);
  const server = mailchimpServer({ accounts: byKey, now, maxConcurrent, faults, webhooks, log });
  const port = await listen(server, options.port ?? 0);
  const changeIn = (accountId?: string, source: WebhookSource = 'admin'): Operations =>
    operationsOn(accountOf(accountId), webhooks.tellOf(accountOf(accountId), source));
  return {
    url: `http://${HOST}:${port}`,
    host: HOST,
    port,
    apiKey: main.apiKey,
    account: describe(main),
    addAccount: (added = {}) => describe(open(added.size ?? size)),
    truth: (resource, accountId) => truths[resource](accountOf(accountId)),
    change: changeIn(),
    changeIn,
    changeSome: (fraction, { seed: chance = 1, accountId } = {}) =>
      changeSome(accountOf(accountId), changeIn(accountId), { fraction, seed: chance }),
    webhooks: (listId, accountId) => listOf(accountOf(accountId), listId).webhooks.all(),
    resend: webhooks.resend,
    deliveries: webhooks.deliveries,
    settled: webhooks.settled,
    faults,
    requests: () => [...requests],
    resetRequests: () => void (requests = []),
    async close() {
      faults.clear();
      await webhooks.close();
      await stop(server);
    },
  };
}

const truths: { [K in keyof Objects]: (account: Account) => Objects[K][] } = {
  list: (account) => [...account.lists.values()].map((book) => renderList(account, book)),
  contact: ({ lists }) => [...lists.values()].flatMap(({ members }) => members.all()),
  campaign: ({ campaigns }) => campaigns.all(),
};

function describe({ id, name, apiKey }: Account): MailchimpAccount {
  return { id, name, apiKey };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // `as`: a server listening on a TCP port has an address of this kind.
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends open connections too, hanging requests among them. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
