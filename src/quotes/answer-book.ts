/**
 * Answers on their way to the database. Those of a tenant that arrive while a write is under way share the next one (group
 * commit): under load many are stored by one transaction, alone each is stored at once.
 */
import type { Platform } from '../platform/platform.ts';
import { saveAnswers, type Answered } from './save-answer.ts';
import { requestChannel } from './work-kind.ts';

export interface AnswerBook {
  /** Resolves when the answer is committed; whoever waits for it is told. Throws LeaseLost when the question was taken over. */
  write(answered: Answered): Promise<void>;
}

const MOST_AT_ONCE = 50;

interface Waiting {
  readonly answered: Answered;
  resolve(): void;
  reject(error: unknown): void;
}

export function createAnswerBook(platform: Platform): AnswerBook {
  /** By tenant, while a write for it is under way. */
  const queues = new Map<string, Waiting[]>();
  const writeAll = async (tenantId: string, queue: Waiting[]) => {
    while (queue.length > 0) await writeTogether(platform, tenantId, queue.splice(0, MOST_AT_ONCE));
    queues.delete(tenantId);
  };
  return {
    write: (answered) =>
      new Promise((resolve, reject) => {
        const { tenantId } = answered.ask;
        const waiting = { answered, resolve, reject };
        const queue = queues.get(tenantId);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const begun = [waiting];
        queues.set(tenantId, begun);
        // Once what has arrived together is read.
        setImmediate(() => void writeAll(tenantId, begun));
      }),
  };
}

async function writeTogether(platform: Platform, tenantId: string, batch: readonly Waiting[]): Promise<void> {
  const answered = batch.map((each) => each.answered);
  try {
    await platform.db.tenant(tenantId).together((tx) => saveAnswers(tx, answered));
  } catch (error) {
    // One that was taken over, or that the database refuses, must not cost its neighbours their place.
    if (batch.length > 1) for (const each of batch) await writeTogether(platform, tenantId, [each]);
    else for (const each of batch) each.reject(error);
    return;
  }
  for (const each of batch) each.resolve();
  for (const requestId of new Set(answered.map(({ ask }) => ask.requestId)))
    platform.announcements.announce(requestChannel(tenantId), requestId);
}
