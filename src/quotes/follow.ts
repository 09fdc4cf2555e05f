/** A live view of a quote request: as it stands, then after every answer, late ones included, until all have come. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { streamOf } from '../platform/stream.ts';
import { watch } from '../platform/watch.ts';
import { QuoteRequestNotFound } from './errors.ts';
import { quoteRequestsByIds, type QuoteRequestView } from './reads.ts';
import { requestChannel } from './work-kind.ts';

/** Fails with QuoteRequestNotFound when the tenant has no such request. */
export function followQuoteRequest(
  platform: Platform,
  db: TenantDb,
  id: string,
): AsyncIterableIterator<QuoteRequestView> {
  return streamOf((sink) => {
    let shown = '';
    const look = async () => {
      const [request] = await quoteRequestsByIds(db, [id]);
      if (!request) return sink.fail(new QuoteRequestNotFound(id));
      const state = JSON.stringify(request.answers);
      if (state !== shown) sink.push(id, request);
      shown = state;
      if (request.complete) sink.end();
    };
    const channel = requestChannel(db.tenantId);
    return watch(platform, {
      channel,
      look,
      concerns: (changed) => changed === id,
      fail: sink.fail,
    });
  });
}
