/** Tells of proofs that did not hold: those whose account was meant, or how many there were. */
import type { Caller } from '../platform/caller.ts';
import type { HubError } from '../platform/errors.ts';
import type { Identity } from './identity.ts';
import type { Person } from './people.ts';

/**
 * An entry in the audit of each tenant that the person works for; one more in the count of strangers where there is none. Who
 * has only invited them learns nothing of their account. Told later, and without making the caller wait: a known address must
 * not take longer.
 */
export function noteRefusal(
  { refusals }: Pick<Identity, 'refusals'>,
  person: Pick<Person, 'memberships'> | undefined,
  { by, on, error }: { by: Caller; on: string; error: HubError },
): void {
  const reason = error.message;
  const concerned = (person?.memberships ?? []).filter(({ status }) => status !== 'INVITED');
  for (const { tenantId } of concerned) refusals.known({ tenantId, by, on, reason });
  if (concerned.length === 0) refusals.anonymous({ door: 'sign-in', reason });
}
