/** A person's own sessions, live: how they stand now, and again whenever one begins, ends or is renewed. */
import { streamOf } from '../platform/stream.ts';
import { watch } from '../platform/watch.ts';
import type { Identity } from './identity.ts';
import type { Own } from './own-account.ts';
import { sessionsChannel } from './session-events.ts';
import { listSessions, type SessionView } from './sessions.ts';

const MOST = 100;

/** Each event is the list as it is then; the same list is not told twice. */
export function followSessions(
  identity: Pick<Identity, 'platform' | 'activity'>,
  own: Own,
): AsyncIterableIterator<SessionView[]> {
  return streamOf((sink) => {
    let told = '';
    const look = async () => {
      const { edges } = await listSessions(identity, own, { first: MOST });
      const sessions = edges.map(({ node }) => node);
      const state = JSON.stringify(sessions.map(({ id, tenantId, aal }) => [id, tenantId, aal]));
      if (state !== told) sink.push('sessions', sessions);
      told = state;
    };
    const channel = sessionsChannel(own.userId);
    return watch(identity.platform, { channel, look, concerns: () => true, fail: sink.fail });
  });
}
