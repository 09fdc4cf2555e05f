/** Notebook, a vendor made up to see what a fifth provider costs: an address book behind a key. */
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { CredentialRefused, ProviderRefused, SignatureRefused } from '../../../src/platform/errors.ts';
import { defineProvider, type ProviderWorld, type Seen } from '../../../src/providers/provider.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly changed: number;
}

export const notebook = defineProvider({
  id: 'notebook',
  name: 'Notebook',
  category: 'MARKETING',
  credentialFields: [
    {
      name: 'key',
      label: 'Key',
      description: 'It is on the cover.',
      secret: true,
      required: true,
      pattern: /^\w+$/,
    },
  ],
  resources: ['contact'],
  defaults: { apiUrl: 'http://127.0.0.1:1', webhookSecrets: [], ratePerSecond: 1_000 },
  webhook: {
    verify() {
      throw new SignatureRefused('Notebook sends nothing');
    },
    read() {
      throw new SignatureRefused('Notebook sends nothing');
    },
    changes: () => [],
  },
  budget: (settings) => ({ perSecond: settings.ratePerSecond, burst: settings.ratePerSecond }),
  open(credential, world) {
    const key = credential['key'] ?? '';
    return {
      check: async (signal) => ({
        ...(await ask<{ name: string }>(world, { path: '/me', key }, signal)),
        externalId: key,
      }),
      resource: () => ({
        async *pull(position, signal) {
          const { entries, last } = await ask<{ entries: Entry[]; last: boolean }>(
            world,
            { path: `/entries?after=${Number(position?.['after'] ?? 0)}`, key },
            signal,
          );
          const after = Number(position?.['after'] ?? 0) + entries.length;
          yield { changes: entries.map(seen), position: { after }, fullPass: last ? 'complete' : 'more' };
          if (!last) yield* this.pull({ after }, signal);
        },
        fetch: () => Promise.reject(new ProviderRefused('Notebook shows no single entries')),
      }),
    };
  },
});

function seen(entry: Entry): Seen {
  const unknown = { email: null, phone: null, address: null, consent: null, listId: null };
  return {
    kind: 'seen',
    from: 'page',
    resource: 'contact',
    externalId: entry.id,
    version: BigInt(entry.changed),
    data: { role: 'CUSTOMER', name: entry.name, active: true, ...unknown },
    raw: entry,
    createdAt: null,
    updatedAt: new Date(entry.changed),
  };
}

async function ask<Answer>(
  world: ProviderWorld,
  { path, key }: { path: string; key: string },
  signal: AbortSignal,
): Promise<Answer> {
  await world.admit(signal);
  const options = { agent: world.httpAgent, headers: { authorization: `Key ${key}` }, signal };
  return new Promise((resolve, reject) => {
    get(world.settings.apiUrl + path, options, (response) => {
      if (response.statusCode === 401) reject(new CredentialRefused('Notebook does not know the key'));
      // `as`: the vendor of this test, twenty lines away, answers so.
      else json(response).then((body) => resolve(body as Answer), reject);
    }).on('error', reject);
  });
}
