// The hub's provider folder, connected to a sandbox as the engine would, but without engine, budget and wall.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { mailchimp } from '../../../src/providers/mailchimp/index.ts';
import type { Change, Connection, Page, Position, ProviderWorld } from '../../../src/providers/provider.ts';
import type { ResourceName } from '../../../src/providers/resources.ts';
import type { MailchimpSandbox } from './mailchimp.ts';

const agents = { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: new HttpsAgent() };

export const never = new AbortController().signal;

export function connect(
  sandbox: Pick<MailchimpSandbox, 'url' | 'apiKey'>,
  world: Partial<ProviderWorld> = {},
): Connection {
  return mailchimp.open(
    { apiKey: sandbox.apiKey },
    {
      settings: { apiUrl: sandbox.url, webhookSecrets: [], ratePerSecond: 10 },
      ...agents,
      admit: async () => {},
      ...world,
    },
  );
}

/** Every page of a pull; positions go through JSON, as they do in the checkpoint. */
export async function pagesOf(
  connection: Connection,
  resource: ResourceName,
  position?: Position,
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of connection.resource(resource).pull(position, never)) {
    pages.push({ ...page, position: JSON.parse(JSON.stringify(page.position)) });
  }
  return pages;
}

/** What the changes add up to: the state of the highest version of each object. */
export function statesOf(pages: readonly Page[], onto: ReadonlyMap<string, Change> = new Map()) {
  const states = new Map(onto);
  for (const change of pages.flatMap((page) => page.changes)) {
    const known = states.get(change.externalId);
    if (!known || known.version <= change.version) states.set(change.externalId, change);
  }
  return states;
}

/** An object as it reaches the hub: without links. */
export function withoutLinks<T extends { _links: unknown }>({ _links, ...object }: T): Omit<T, '_links'> {
  return object;
}

/** The objects that the states hold, by their id at the hub. */
export function rawOf(states: ReadonlyMap<string, Change>): Record<string, unknown> {
  return Object.fromEntries(
    [...states].map(([id, change]) => [id, change.kind === 'seen' ? change.raw : null]),
  );
}
