/** A stage for stories of credentials that end: integrations whose access token has just ended, and what becomes of them. */
// Loaded here, where no test waits for it.
import 'square';
import { aHub, anIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import type { Sandboxes } from '../support/sandboxes.ts';

export type Entered = Readonly<Record<string, string>>;

/** The grants there are, and whether what is lost of them once is lost for good. */
export const GRANTS = ['QuickBooks', 'Square, code flow', 'Square, PKCE'] as const;
export type Grant = (typeof GRANTS)[number];

export interface Stage {
  readonly hub: Hub;
  /** A new tenant's integration, connected a while ago. */
  withEndedAccess(grant: Grant): Promise<Story>;
}

export interface Story {
  readonly hub: Hub;
  readonly tenant: Tenant;
  readonly integrationId: string;
  readonly sandbox: Sandboxes['square' | 'quickbooks'];
  /** How often the provider was asked for a new token. */
  renewals(): number;
  row(): Promise<Row>;
  /** As time would do: who holds the turn has been silent for too long. */
  endLease(): Promise<unknown>;
  /** `testIntegration`: the type of its answer, or the code of the problem. */
  test(): Promise<string>;
  status(): Promise<string>;
  /** A good credential of the same account, entered by a person; answers the type of the answer. */
  enterAnother(): Promise<string>;
}

interface Row {
  status: string;
  credential: Buffer;
  credential_version: number;
  renewal_fence: string;
}

const SIZE = { customers: 3, payments: 2, invoices: 1 };
const DAY_MS = 86_400_000;
export const TOKEN_REQUEST = /POST .*(\/oauth2\/token|\/tokens\/bearer)/;

/** `rotateEveryMs`: how old a refresh token of QuickBooks must be to be replaced on use; 0, the strictest, by default. */
export async function aStage({ rotateEveryMs = 0 } = {}): Promise<Stage> {
  let squareNow = Date.now();
  const hub = await aHub({
    providers: ['square', 'quickbooks'],
    stripe: { size: SIZE },
    square: { size: SIZE, now: () => squareNow },
    quickbooks: { size: SIZE, rotateEveryMs },
  });
  const quickbooks = hub.vendor('quickbooks').sandbox;
  const square = hub.vendor('square').sandbox;
  const credentials: Record<Grant, () => Entered> = {
    QuickBooks: () => ({ ...quickbooks.issueCredential() }),
    'Square, code flow': () => ({ ...square.authorize() }),
    'Square, PKCE': () => ({ ...square.authorize({ pkce: true }) }),
  };
  return {
    hub,
    withEndedAccess: async (grant) => {
      const providerId = grant === 'QuickBooks' ? 'quickbooks' : 'square';
      const tenant = await hub.aTenant();
      const credential = credentials[grant];
      const integrationId = await anIntegration(hub, tenant, { providerId, credential: credential() });
      if (providerId === 'quickbooks') quickbooks.expireAccessTokens();
      else squareNow += 31 * DAY_MS;
      const { sandbox } = hub.vendor(providerId);
      sandbox.resetRequests();
      const enterAnother = () => enter(tenant, integrationId, credential());
      return {
        ...storyOf(hub, tenant, integrationId),
        sandbox,
        enterAnother,
        renewals: () => renewalsAt(sandbox),
      };
    },
  };
}

function renewalsAt(sandbox: Story['sandbox']): number {
  return sandbox.requests().filter(({ method, path }) => TOKEN_REQUEST.test(`${method} ${path}`)).length;
}

function storyOf(hub: Hub, tenant: Tenant, integrationId: string) {
  const sql = <T>(text: string) => rows<T>(hub.database.url, text, [integrationId]);
  return {
    hub,
    tenant,
    integrationId,
    row: async () => {
      const [row] = await sql<Row>(
        'select status, credential, credential_version, renewal_fence from integration where id = $1',
      );
      if (!row) throw new Error('there is no such integration');
      return row;
    },
    endLease: () => sql(`update integration set renewal_until = now() - interval '1 ms' where id = $1`),
    test: async () => {
      const { testIntegration } = await tenant.ask<{
        testIntegration: { __typename: string; code?: string };
      }>('mutation ($id: ID!) { testIntegration(id: $id) { __typename ... on HubProblem { code } } }', {
        id: integrationId,
      });
      return testIntegration.code ?? testIntegration.__typename;
    },
    status: async () => {
      const { integration } = await tenant.ask<{ integration: { status: string } }>(
        'query ($id: ID!) { integration(id: $id) { status } }',
        { id: integrationId },
      );
      return integration.status;
    },
  };
}

async function enter(tenant: Tenant, id: string, credential: Entered): Promise<string> {
  const { updateIntegration } = await tenant.ask<{ updateIntegration: { __typename: string } }>(
    'mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { __typename } }',
    { input: { id, credential: Object.entries(credential).map(([name, value]) => ({ name, value })) } },
  );
  return updateIntegration.__typename;
}
