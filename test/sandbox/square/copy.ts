// What is left of a pull: a provider's world around a sandbox, and a copy kept by the rules that records are kept by.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type {
  Change,
  Connection,
  Page,
  Position,
  ProviderWorld,
  Seen,
} from '../../../src/providers/provider.ts';
import type { ResourceName } from '../../../src/providers/resources.ts';
import type { SquareSandbox } from './square.ts';

export interface CountingWorld extends ProviderWorld {
  /** How many requests were let through. */
  admitted(): number;
  close(): void;
}

export function aWorld(sandbox: SquareSandbox, change: Partial<ProviderWorld> = {}): CountingWorld {
  let admitted = 0;
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent();
  return {
    settings: { apiUrl: sandbox.url, webhookSecrets: [], ratePerSecond: 100, oauth: sandbox.oauth },
    httpAgent,
    httpsAgent,
    admit: (signal) => {
      admitted += 1;
      signal.throwIfAborted();
      return Promise.resolve();
    },
    ...change,
    admitted: () => admitted,
    close: () => httpAgent.destroy(),
  };
}

/** All pages from a position on, which has been through JSON as a stored one has. */
export async function pagesOf(
  connection: Connection,
  resource: ResourceName,
  position?: Position,
): Promise<Page[]> {
  const stored = position && (JSON.parse(JSON.stringify(position)) as Position);
  const pages: Page[] = [];
  const { signal } = new AbortController();
  for await (const page of connection.resource(resource).pull(stored, signal)) pages.push(page);
  return pages;
}

export function positionBehind(pages: readonly Page[]): Position {
  const last = pages.at(-1);
  if (!last) throw new Error('no page');
  return last.position;
}

/** Objects by id, kept as the sync engine keeps records: newer versions win, hints and ties are fetched. */
export function createCopy(connection: Connection, resource: ResourceName) {
  const known = new Map<string, { version: bigint; state: Seen | undefined }>();
  const { signal } = new AbortController();
  let fetches = 0;

  async function take(change: Change): Promise<void> {
    const { externalId, version } = change;
    const had = known.get(externalId);
    if (had && had.version > version) return;
    const isTie = had?.version === version && change.kind === 'seen' && text(change) !== text(had.state);
    if (change.kind !== 'hint' && !isTie) {
      known.set(externalId, { version, state: change.kind === 'seen' ? change : undefined });
      return;
    }
    fetches += 1;
    const now = await connection.resource(resource).fetch(externalId, signal);
    const newer = now.version > version ? now.version : version;
    known.set(externalId, { version: newer, state: now.kind === 'seen' ? now : undefined });
  }

  return {
    fetches: () => fetches,
    async takeAll(pages: readonly Page[]): Promise<void> {
      for (const page of pages) for (const change of page.changes) await take(change);
    },
    take,
    /** After a full pass: what it did not show is looked at. */
    async checkUnseen(pages: readonly Page[]): Promise<void> {
      const shown = new Set(pages.flatMap((page) => page.changes.map(({ externalId }) => externalId)));
      for (const [externalId, { version, state }] of known) {
        if (state && !shown.has(externalId)) await take({ kind: 'hint', resource, externalId, version });
      }
    },
    states: (): Seen[] => [...known.values()].flatMap(({ state }) => state ?? []),
    /** Raw objects by id, to be compared with `rawById` of the truth. */
    raw: () => rawById([...known.values()].flatMap(({ state }) => (state ? [state.raw] : []))),
  };
}

function text(state: Seen | undefined): string | undefined {
  return state && JSON.stringify(state.raw);
}

export function rawById(objects: readonly unknown[]): Record<string, unknown> {
  const plain = JSON.parse(JSON.stringify(objects)) as { id: string }[];
  return Object.fromEntries(plain.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((each) => [each.id, each]));
}
