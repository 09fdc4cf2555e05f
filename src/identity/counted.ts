import { errorCode } from '../platform/errors.ts';
import type { Identity, IdentityEvent } from './identity.ts';

/** Counts how it ends. */
export async function counted<T>(
  { count }: Pick<Identity, 'count'>,
  event: IdentityEvent,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const result = await work();
    count(event, 'ok');
    return result;
  } catch (error) {
    count(event, errorCode(error));
    throw error;
  }
}
