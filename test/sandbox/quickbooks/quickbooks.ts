// A local QuickBooks Online: the same wire protocol and the same strictness, with invented books. For tests, the demo
// and the benchmark.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault, Faults } from '../stripe/http/faults.ts';
import { faultQueue } from '../stripe/http/faults.ts';
import { seededRandom } from '../stripe/seed/random.ts';
import type { LoggedRequest } from './http/server.ts';
import { quickbooksServer, TOKEN_PATH } from './http/server.ts';
import type { RateLimit } from './http/throttle.ts';
import type { NewCompany } from './companies.ts';
import { companyRegistry } from './companies.ts';
import type { Company, EntityName } from './ledger/company.ts';
import type { Row } from './ledger/table.ts';
import type { IssuedCredential } from './oauth.ts';
import { tokenOffice } from './oauth.ts';
import type { Operations } from './operations.ts';
import { operationsOn } from './operations.ts';
import type { Touched } from './seed/change-some.ts';
import { changeSome } from './seed/change-some.ts';
import type { DataSize } from './seed/history.ts';
import type { SentEvent, SignedDelivery } from './notices.ts';
import { signedDelivery } from './notices.ts';
import type { Delivery, WebhookEndpoint } from './webhooks.ts';
import { webhookSender } from './webhooks.ts';

export type { DataSize, Delivery, EntityName, Fault, IssuedCredential, LoggedRequest, Operations, RateLimit };
export type { NewCompany, Row, SentEvent, SignedDelivery, Touched, WebhookEndpoint };

export interface QuickbooksSandboxOptions extends Partial<NewCompany> {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The same seed (and clock) gives the same companies, ids, tokens and data. */
  seed?: number;
  /** Milliseconds, `Date.now` by default: for all times but the rate limit's. */
  now?: () => number;
  /** 500 a minute and 10 at once by default; null for no limit. */
  rateLimit?: RateLimit | null;
  /** How old a refresh token must be to be replaced on use, in ms; 0, the default, replaces it on every use. */
  rotateEveryMs?: number;
  /** Milliseconds before each further try of a webhook delivery that failed. */
  webhookRetryDelays?: readonly number[];
}

export interface QuickbooksSandbox {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The application at Intuit: what operators configure. */
  readonly oauth: { tokenUrl: string; clientId: string; clientSecret: string };
  /** The main company, and what its owner granted when the sandbox started. */
  readonly realmId: string;
  readonly credential: IssuedCredential;
  /** Another company with its own books; answers its id. */
  addCompany(options?: Partial<NewCompany>): string;
  /** A new grant for a company, the main one by default. */
  issueCredential(realmId?: string): IssuedCredential;
  /** Ends all access tokens at once; refresh tokens stay good. */
  expireAccessTokens(): void;
  /** The company's owner disconnects the application. */
  revoke(realmId?: string): void;
  /** Every object, what has been put away included, in the order of ids, as the API renders it. */
  truth(entity: EntityName | 'CompanyInfo', realmId?: string): Row[];
  /** Changes in the main company, as if made in QuickBooks. */
  readonly change: Operations;
  changeIn(realmId: string): Operations;
  /** Changes about that fraction of all objects (0 to 1) and tells which. */
  changeSome(fraction: number, options?: { seed?: number; realmId?: string }): Touched[];
  /** Where notifications go; undefined for nowhere, as at the start. */
  notify(endpoint: WebhookEndpoint | undefined): void;
  /** Every change so far as an event, also those that went nowhere. */
  events(): SentEvent[];
  resend(eventId: string): void;
  deliveries(): Delivery[];
  /** Resolves when every delivery has succeeded or was given up. */
  settled(): Promise<void>;
  /** The request Intuit would send for a payload. */
  signedDelivery: typeof signedDelivery;
  readonly faults: Faults;
  requests(): LoggedRequest[];
  resetRequests(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEFAULT_RATE_LIMIT: RateLimit = { perMinute: 500, concurrent: 10 };
const DEFAULT_SIZE: DataSize = { customers: 50, invoices: 100, payments: 80 };

/** Starts a sandbox on the loopback interface, its main company's books already filled. */
export async function startQuickbooksSandbox(
  options: QuickbooksSandboxOptions = {},
): Promise<QuickbooksSandbox> {
  const now = options.now ?? Date.now;
  const { seed = 1, rateLimit = DEFAULT_RATE_LIMIT, rotateEveryMs = 0 } = options;
  const webhooks = webhookSender({
    retryDelays: options.webhookRetryDelays ?? [50, 200],
    random: seededRandom(seed + 3_000_017),
  });
  const companies = companyRegistry({ seed, now, notify: webhooks.notify });
  const main = companies.open({ size: DEFAULT_SIZE, ...options });
  const tokens = tokenOffice({ seed: seed + 1_000_003, now, rotateEveryMs });
  const faults = faultQueue();
  const traces = seededRandom(seed + 2_000_003);
  let requests: LoggedRequest[] = [];
  const server = quickbooksServer({
    companies: companies.byRealm,
    tokens,
    now,
    rateLimit,
    faults,
    log: (request) => void requests.push(request),
    traceId: () => `1-${traces.token(8).toLowerCase()}-${traces.token(24).toLowerCase()}`,
  });
  const port = await listen(server, options.port ?? 0);
  const companyOf = (realmId = main.realmId): Company => companies.get(realmId);
  const url = `http://${HOST}:${port}`;
  return {
    url,
    host: HOST,
    port,
    oauth: { tokenUrl: url + TOKEN_PATH, clientId: tokens.clientId, clientSecret: tokens.clientSecret },
    realmId: main.realmId,
    credential: tokens.issue(main.realmId),
    addCompany: (added = {}) => companies.open({ size: DEFAULT_SIZE, ...added }).realmId,
    issueCredential: (realmId) => tokens.issue(companyOf(realmId).realmId),
    expireAccessTokens: tokens.expireAccessTokens,
    revoke: (realmId) => tokens.revoke(companyOf(realmId).realmId),
    truth: (entity, realmId) => truthOf(companyOf(realmId), entity),
    change: operationsOn(main),
    changeIn: (realmId) => operationsOn(companyOf(realmId)),
    changeSome: (fraction, o = {}) => changeSome(companyOf(o.realmId), fraction, o.seed ?? 1),
    notify: (endpoint) => void (webhooks.endpoint = endpoint),
    events: webhooks.events,
    resend: webhooks.resend,
    deliveries: webhooks.deliveries,
    settled: webhooks.settled,
    signedDelivery,
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

function truthOf(company: Company, entity: EntityName | 'CompanyInfo'): Row[] {
  if (entity === 'CompanyInfo') return [company.info];
  return company.tables[entity].sorted('id', ({ object }) => Number(object.Id)).map(({ object }) => object);
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
