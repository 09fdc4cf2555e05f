/** A person's own sessions, live: how they stand now, and again whenever one begins, ends or is renewed. */
import { streamOf } from '../platform/stream.ts';
import type { Identity } from './identity.ts';
import type { Own } from './own-account.ts';
import { sessionsChannel } from './session-events.ts';
import { listSessions, type SessionView } from './sessions.ts';

/** How often to look without being told, in ms: often while announcements cannot arrive. */
const POLL_MS = { connected: 15_000, alone: 1_000 };
const MOST = 100;

/** Each event is the list as it is then; the same list is not told twice. */
export function followSessions(
  identity: Pick<Identity, 'platform' | 'activity'>,
  own: Own,
): AsyncIterableIterator<SessionView[]> {
  const { announcements } = identity.platform;
  return streamOf((sink) => {
    let told = '';
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    let looking: Promise<void> = Promise.resolve();

    const look = async () => {
      if (stopped) return;
      clearTimeout(timer);
      try {
        const { edges } = await listSessions(identity, own, { first: MOST });
        const sessions = edges.map(({ node }) => node);
        const state = JSON.stringify(sessions.map(({ id, tenantId, aal }) => [id, tenantId, aal]));
        if (state !== told) sink.push('sessions', sessions);
        told = state;
      } catch (error) {
        sink.fail(error);
      }
      if (stopped) return;
      timer = setTimeout(lookInTurn, announcements.connected ? POLL_MS.connected : POLL_MS.alone);
    };
    const lookInTurn = () => void (looking = looking.then(look));
    const deafen = announcements.listen(sessionsChannel(own.userId), lookInTurn);
    lookInTurn();
    return () => {
      stopped = true;
      clearTimeout(timer);
      deafen();
    };
  });
}
