// Change data capture: full objects that changed since a time, then what is left of the deleted ones; 1,000 at most.
import { serviceFault } from '../http/fault.ts';
import type { Company, EntityName } from '../ledger/company.ts';
import { textOf } from '../ledger/table.ts';
import { isoAt } from '../ledger/times.ts';
import { entityNamed } from './run.ts';

const REACH_MS = 30 * 86_400_000;
const MOST = 1_000;

/** The JSON of `CDCResponse`. Throws ValidationFaults. */
export function reportChanges(company: Company, params: URLSearchParams): string {
  const names = required(params, 'entities').split(',');
  const since = Date.parse(required(params, 'changedSince'));
  // The codes of these two refusals are not documented.
  if (Number.isNaN(since)) throw serviceFault('2050', 'Invalid Date', { detail: 'changedSince is no date' });
  if (company.now() - since > REACH_MS) {
    throw serviceFault('2090', 'Invalid Date', { detail: 'changedSince is more than 30 days ago' });
  }
  let room = MOST;
  const responses = names.map((name) => {
    const entity = entityNamed(name.trim());
    if (entity === undefined) throw serviceFault('2010', 'Invalid entity', { detail: `Entity ${name}` });
    const texts = changedSince(company, entity, since).slice(0, room);
    room -= texts.length;
    if (texts.length === 0) return '{}';
    return `{"${entity}":[${texts.join(',')}],"startPosition":1,"maxResults":${texts.length}}`;
  });
  return `[{"QueryResponse":[${responses.join(',')}]}]`;
}

function changedSince(company: Company, entity: EntityName, since: number): string[] {
  const table = company.tables[entity];
  const order = table.sorted('metadata.lastupdatedtime', ({ updatedMs }) => updatedMs);
  const live = order.filter(({ updatedMs }) => updatedMs >= since).map(textOf);
  const deleted = table.tombstones().filter(({ deletedMs }) => deletedMs >= since);
  const remains = deleted.map(({ id, deletedMs }) =>
    JSON.stringify({
      domain: 'QBO',
      status: 'Deleted',
      Id: id,
      MetaData: { LastUpdatedTime: isoAt(deletedMs, company.offsetMinutes) },
    }),
  );
  return [...live, ...remains];
}

function required(params: URLSearchParams, name: string): string {
  const value = params.get(name);
  if (value) return value;
  throw serviceFault('2020', 'Required param missing, need to supply the required value for the API', {
    detail: `Required parameter ${name} is missing in the request`,
  });
}
