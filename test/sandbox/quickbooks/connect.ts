// A connection of the hub's provider to the sandbox, for tests.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type {
  Connection,
  Credential,
  Page,
  Position,
  ProviderWorld,
} from '../../../src/providers/provider.ts';
import type { ResourceName } from '../../../src/providers/resources.ts';
import { quickbooks } from '../../../src/providers/quickbooks/index.ts';
import type { QuickbooksSandbox } from './quickbooks.ts';

export const never = new AbortController().signal;

/** A world whose rate budget never waits; `admitted` counts how often it was asked. */
export function worldOf(
  sandbox: Pick<QuickbooksSandbox, 'url' | 'oauth'>,
  more: Partial<ProviderWorld> = {},
): ProviderWorld & { admitted: () => number } {
  let admitted = 0;
  return {
    settings: { apiUrl: sandbox.url, webhookSecrets: [], ratePerSecond: 8, oauth: sandbox.oauth },
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
    admit: async () => void (admitted += 1),
    ...more,
    admitted: () => admitted,
  };
}

export function connect(sandbox: QuickbooksSandbox, credential?: object): Connection {
  return quickbooks.open({ ...sandbox.credential, ...credential } as Credential, worldOf(sandbox));
}

/** All pages of a pull. Positions pass through JSON, as they do between processes. */
export async function pagesOf(
  connection: Connection,
  resource: ResourceName,
  position?: Position,
): Promise<Page[]> {
  const pages: Page[] = [];
  const from = position && (JSON.parse(JSON.stringify(position)) as Position);
  for await (const page of connection.resource(resource).pull(from, never)) pages.push(page);
  return pages;
}
