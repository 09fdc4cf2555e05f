// The three lenders' sandboxes, and a tenant's accounts with them.
import type { ProposalStatus } from '../../src/funders/funder.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../../test/sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../../test/sandbox/beacon/beacon.ts';
import { startCobaltSandbox, type CobaltSandbox } from '../../test/sandbox/cobalt/cobalt.ts';

export type Funders = {
  /** By funder id. */
  readonly sandboxes: Readonly<Record<string, { readonly url: string; readonly credential: object }>>;
  /** The hub's settings for them. */
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of each. */
  readonly hosts: readonly string[];
  close(): Promise<void>;
};

export async function startFunders(): Promise<Funders> {
  const [aurora, beacon, cobalt] = await Promise.all([
    startAuroraSandbox(),
    startBeaconSandbox(),
    startCobaltSandbox(),
  ]);
  const all = [aurora, beacon, cobalt];
  const deciding = setInterval(() => all.forEach(decideSome), DECIDE_EVERY_MS);
  return {
    sandboxes: { aurora, beacon, cobalt },
    env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url, COBALT_URL: cobalt.url },
    hosts: all.map(({ host }) => host),
    close: async () => {
      clearInterval(deciding);
      await Promise.all(all.map((each) => each.close()));
    },
  };
}

const DECIDE_EVERY_MS = 3_000;

/** Lenders here look at each proposal once, and then approve it. */
function decideSome({
  book,
  decide,
}: Pick<AuroraSandbox | BeaconSandbox | CobaltSandbox, 'book' | 'decide'>): void {
  const next = (id: string, status: ProposalStatus, why: string) =>
    // Nobody is told when the hub is about to end.
    void Promise.resolve(decide(id, status, why)).catch(() => undefined);
  for (const { id, status } of book.proposals) {
    if (status === 'SUBMITTED') next(id, 'UNDER_REVIEW', 'An underwriter looks at it');
    if (status === 'UNDER_REVIEW') next(id, 'APPROVED', 'Subject to documents');
  }
}

/** Enters the sandboxes' credentials for the tenant of the token, as a person would. Throws what the hub refuses. */
export async function setUpFunders({ sandboxes }: Funders, hubUrl: string, token: string): Promise<void> {
  for (const [id, { credential }] of Object.entries(sandboxes)) {
    const values = Object.entries(credential).map(([name, value]) => ({ name, value: String(value) }));
    const response = await fetch(`${hubUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `mutation ($input: UpdateFunderInput!) { updateFunder(input: $input) { __typename } }`,
        variables: { input: { id, credential: values } },
      }),
    });
    const answer = await response.text();
    if (!answer.includes('"Funder"')) throw new Error(`The funder ${id} was not set up: ${answer}`);
  }
}
