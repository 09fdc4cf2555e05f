/** Which events an endpoint wants. */
import { InvalidInput } from '../platform/errors.ts';
import { eventTypes } from './outgoing-event.ts';

/** SQL condition: the event `e` is one that the endpoint `n` is to be told of. A test delivery is told to nobody else. */
export const WANTS = `e.type <> 'endpoint.test'
  and (n.event_types = '{}' or e.type = any(n.event_types) or split_part(e.type, '.', 1) || '.*' = any(n.event_types))
  and (n.about = '{}' or e.subject = any(n.about))`;

const MOST_ABOUT = 100;
const LONGEST_SUBJECT = 255;
const families = new Set(Object.keys(eventTypes).map((type) => `${type.split('.')[0]}.*`));

/** Without repetitions. Throws InvalidInput for what is no event type and no `noun.*`. */
export function checkedEventTypes(types: readonly string[]): string[] {
  for (const type of types) {
    if (!Object.hasOwn(eventTypes, type) && !families.has(type))
      throw new InvalidInput(`${type} is no event type`, { field: 'input.eventTypes' });
  }
  return [...new Set(types)];
}

/** Without repetitions. Throws InvalidInput. */
export function checkedSubjects(about: readonly string[]): string[] {
  const subjects = [...new Set(about)];
  const isWrong = subjects.some((subject) => subject.length < 1 || subject.length > LONGEST_SUBJECT);
  if (subjects.length > MOST_ABOUT || isWrong) {
    throw new InvalidInput(`At most ${MOST_ABOUT} ids of what events are about`, { field: 'input.about' });
  }
  return subjects;
}
