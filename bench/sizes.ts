/** How much each scenario measures. Only `full` figures are for quoting; `tiny` shows that everything runs and answers rightly. */

export interface Sizes {
  /** Paired rounds of a judged ratio. */
  readonly rounds: number;
  /** Rounds of sides that are shown for comparison only. */
  readonly sideRounds: number;
  /** Length of a round of reads, of webhooks, and of webhooks at a fixed rate. */
  readonly readMs: number;
  readonly webhookMs: number;
  readonly openLoop: { readonly rounds: number; readonly ms: number };
  readonly integrations: { readonly tenants: number; readonly each: number };
  readonly sync: AccountSize;
  readonly memory: { readonly rounds: number; readonly small: AccountSize; readonly large: AccountSize };
  /** `peerRows`: the row-by-row peer is too slow for all rows, so its rate is taken on these. */
  readonly bulk: { readonly rounds: number; readonly rows: number; readonly peerRows: number };
  /** Objects in the account at each further provider, about. */
  readonly providers: number;
  /** Jobs waiting in the low lane, urgent ones started meanwhile, and bells of a round. */
  readonly lanes: { readonly backlog: number; readonly starts: number; readonly bells: number };
  /** Events of a round that one endpoint is told of. */
  readonly notify: number;
}

/** What a sandbox account holds; products, prices and subscriptions come with it. */
export interface AccountSize {
  readonly customers: number;
  readonly payments: number;
  readonly invoices: number;
}

export type SizeName = 'tiny' | 'quick' | 'full';

export const sizes: Readonly<Record<SizeName, Sizes>> = {
  tiny: {
    rounds: 1,
    sideRounds: 1,
    readMs: 200,
    webhookMs: 300,
    openLoop: { rounds: 1, ms: 1_000 },
    integrations: { tenants: 4, each: 120 },
    sync: account(150),
    memory: { rounds: 1, small: account(60), large: account(600) },
    bulk: { rounds: 1, rows: 1_500, peerRows: 100 },
    providers: 150,
    lanes: { backlog: 200, starts: 10, bells: 500 },
    notify: 200,
  },
  quick: {
    rounds: 2,
    sideRounds: 1,
    readMs: 2_000,
    webhookMs: 2_000,
    openLoop: { rounds: 2, ms: 8_000 },
    integrations: { tenants: 100, each: 200 },
    sync: account(1_500),
    memory: { rounds: 1, small: account(1_500), large: account(15_000) },
    bulk: { rounds: 1, rows: 20_000, peerRows: 5_000 },
    providers: 1_500,
    lanes: { backlog: 10_000, starts: 50, bells: 5_000 },
    notify: 2_000,
  },
  full: {
    rounds: 5,
    sideRounds: 2,
    readMs: 4_000,
    webhookMs: 4_000,
    openLoop: { rounds: 3, ms: 10_000 },
    integrations: { tenants: 100, each: 1_000 },
    sync: account(5_000),
    memory: { rounds: 1, small: account(10_000), large: account(100_000) },
    bulk: { rounds: 5, rows: 50_000, peerRows: 5_000 },
    providers: 5_000,
    lanes: { backlog: 10_000, starts: 200, bells: 20_000 },
    notify: 6_000,
  },
};

/** About `objects` in all, products, prices and subscriptions included. */
function account(objects: number): AccountSize {
  const unit = Math.ceil(objects / 10);
  return { customers: unit * 3, payments: unit * 4, invoices: unit * 2 };
}
