/** The vendors' sandboxes as a hub in a test needs them: its settings, its tenants' credentials, its webhooks. */
import { randomBytes } from 'node:crypto';
import { connect as connectMailchimp, never } from '../sandbox/mailchimp/connect.ts';
import { startMailchimpSandbox, type MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import { startQuickbooksSandbox, type QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { startSquareSandbox, type SquareSandbox } from '../sandbox/square/square.ts';
import { startStripeSandbox, type StripeSandbox } from '../sandbox/stripe/stripe.ts';

export interface Sandboxes {
  stripe: StripeSandbox;
  square: SquareSandbox;
  mailchimp: MailchimpSandbox;
  quickbooks: QuickbooksSandbox;
}
export type VendorId = keyof Sandboxes;
export const VENDORS: readonly VendorId[] = ['stripe', 'square', 'mailchimp', 'quickbooks'];

export interface SandboxOptions {
  stripe?: Parameters<typeof startStripeSandbox>[0];
  square?: Parameters<typeof startSquareSandbox>[0];
  mailchimp?: Parameters<typeof startMailchimpSandbox>[0];
  quickbooks?: Parameters<typeof startQuickbooksSandbox>[0];
}

/** A running sandbox, whichever vendor it plays. */
export interface Vendor<Sandbox = Sandboxes[VendorId]> {
  readonly sandbox: Sandbox;
  /** The hub's settings for it. */
  readonly env: Readonly<Record<string, string>>;
  /** What the tenant of its main account enters. */
  credential(): Readonly<Record<string, string>>;
  /**
   * Has deliveries sent to an integration's own route, as its owner would. `keep` is given the signing secret and must have
   * it stored when it resolves.
   */
  register(route: string, keep: (secret: string) => Promise<void>): Promise<void>;
}

type Starters = { [Id in VendorId]: (options: SandboxOptions[Id]) => Promise<Vendor<Sandboxes[Id]>> };

/** Far above what a test can ask for. */
const RATE = '10000';

const starters: Starters = {
  async stripe(options) {
    const sandbox = await startStripeSandbox({ rateLimit: null, ...options });
    return {
      sandbox,
      env: { STRIPE_API_URL: sandbox.url, STRIPE_RATE_PER_SECOND: RATE },
      credential: () => ({ apiKey: sandbox.apiKey }),
      register: (url, keep) => keep(sandbox.webhookEndpoints.create({ url, enabled_events: ['*'] }).secret),
    };
  },
  async square(options) {
    const sandbox = await startSquareSandbox(options);
    return {
      sandbox,
      env: {
        SQUARE_API_URL: sandbox.url,
        SQUARE_APPLICATION_ID: sandbox.oauth.clientId,
        SQUARE_APPLICATION_SECRET: sandbox.oauth.clientSecret,
        SQUARE_RATE_PER_SECOND: RATE,
      },
      credential: () => ({ ...sandbox.seller.oauth }),
      register: (url, keep) => keep(sandbox.webhookSubscriptions.create({ url }).signatureKey),
    };
  },
  async mailchimp(options) {
    const sandbox = await startMailchimpSandbox(options);
    return {
      sandbox,
      env: { MAILCHIMP_API_URL: sandbox.url, MAILCHIMP_RATE_PER_SECOND: RATE },
      credential: () => ({ apiKey: sandbox.apiKey }),
      register: async (route, keep) => {
        const secret = newSecret();
        // Kept first: Mailchimp tries the URL before it accepts it.
        await keep(secret);
        await connectMailchimp(sandbox).webhookEndpoints?.add(`${route}/${secret}`, never);
      },
    };
  },
  async quickbooks(options) {
    const sandbox = await startQuickbooksSandbox({ rateLimit: null, ...options });
    const { tokenUrl, clientId, clientSecret } = sandbox.oauth;
    return {
      sandbox,
      env: {
        QUICKBOOKS_API_URL: sandbox.url,
        QUICKBOOKS_TOKEN_URL: tokenUrl,
        QUICKBOOKS_CLIENT_ID: clientId,
        QUICKBOOKS_CLIENT_SECRET: clientSecret,
        QUICKBOOKS_RATE_PER_SECOND: RATE,
      },
      credential: () => ({ ...sandbox.credential }),
      register: async (url, keep) => {
        const verifierToken = newSecret();
        await keep(verifierToken);
        sandbox.notify({ url, verifierToken });
      },
    };
  },
};

export type Vendors = { [Id in VendorId]?: Vendor<Sandboxes[Id]> };

export async function startSandboxes(ids: readonly VendorId[], options: SandboxOptions): Promise<Vendors> {
  const vendors: Vendors = {};
  await Promise.all(ids.map((id) => start(vendors, id, options)));
  return vendors;
}

async function start<Id extends VendorId>(into: Vendors, id: Id, options: SandboxOptions): Promise<void> {
  // `as`: the entry of the same id, which the compiler cannot follow through the mapped type.
  into[id] = (await starters[id](options[id])) as Vendors[Id];
}

function newSecret(): string {
  return randomBytes(24).toString('hex');
}
