/** Change data capture. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture */
import { ProviderAnswerInvalid, ProviderRefused } from '../../platform/errors.ts';
import { objectsIn, type QuickbooksClient } from './client.ts';
import type { Entity } from './entities.ts';
import { objectOf, QuickbooksFault } from './faults.ts';
import type { Kind } from './kinds.ts';

/** A day less than the 30 that can be asked for, so that the report cannot lose its tail meanwhile. */
const REACH_MS = 29 * 86_400_000;

export interface ChangeReport {
  readonly found: readonly { kind: Kind; objects: readonly Entity[] }[];
  /** QuickBooks' clock in ms. */
  readonly time: number;
}

/** What changed since a time (ms), deletions included, or that it is too long ago. May be cut off at 1,000 objects. */
export async function readChanges(
  client: QuickbooksClient,
  { kinds, since }: { kinds: readonly Kind[]; since: number },
  signal: AbortSignal,
): Promise<ChangeReport | 'too old'> {
  const params = {
    entities: kinds.map(({ entity }) => entity).join(','),
    changedSince: new Date(since).toISOString(),
  };
  const answer = await client.get('cdc', params, signal).catch((error: unknown) => {
    if (isTooOld(error, since)) return undefined;
    throw error;
  });
  if (!answer || answer.time - since > REACH_MS) return 'too old';
  const [report] = listOf(answer.body['CDCResponse']);
  const responses = listOf(objectOf(report)?.['QueryResponse']);
  const found = kinds.map((kind) => ({
    kind,
    objects: responses.flatMap((response) => objectsIn(response, kind.entity)),
  }));
  return { found, time: answer.time };
}

/** The code of this refusal is not documented; its time is QuickBooks' own and tells. */
function isTooOld(error: unknown, since: number): boolean {
  if (!(error instanceof ProviderRefused) || !(error.cause instanceof QuickbooksFault)) return false;
  return (error.cause.time ?? 0) - since > REACH_MS;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProviderAnswerInvalid('QuickBooks sent no report of changes');
  return value;
}
