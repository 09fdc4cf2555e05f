/** The company itself: one object, read whole each time. Its external id is the realm, by which Intuit names companies. */
import type { Page, Resource, Seen } from '../provider.ts';
import { versionAt, changedAt } from './change.ts';
import { entityOf, type QuickbooksClient } from './client.ts';
import type { CompanyInfo } from './entities.ts';
import * as shapes from './shapes.ts';

export async function readCompany(client: QuickbooksClient, signal: AbortSignal): Promise<CompanyInfo> {
  const { body } = await client.get(`companyinfo/${encodeURIComponent(client.realmId)}`, {}, signal);
  return entityOf(body['CompanyInfo'], 'CompanyInfo');
}

export function companyResource(client: QuickbooksClient): Resource {
  return {
    async *pull(_position, signal): AsyncGenerator<Page> {
      const changes = [seenCompany(client, await readCompany(client, signal), 'page')];
      yield { changes, position: {}, fullPass: 'complete', total: 1 };
    },
    async fetch(externalId, signal) {
      const info = await readCompany(client, signal);
      if (externalId === client.realmId) return seenCompany(client, info, 'fetch');
      return { kind: 'gone', from: 'fetch', resource: 'company', externalId, version: 0n };
    },
  };
}

function seenCompany(client: QuickbooksClient, info: CompanyInfo, from: Seen['from']): Seen {
  const { CreateTime: created } = info.MetaData;
  return {
    kind: 'seen',
    from,
    resource: 'company',
    externalId: client.realmId,
    version: versionAt(changedAt(info)),
    data: shapes.company(info),
    raw: info,
    createdAt: created === undefined ? null : new Date(created),
    updatedAt: new Date(changedAt(info)),
  };
}
