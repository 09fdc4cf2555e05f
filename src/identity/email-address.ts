import { InvalidInput } from '../platform/errors.ts';

/** RFC 5321 section 4.5.3.1.3: a path has 256 characters, two of which are brackets. */
const LONGEST = 254;
const FORM = /^[^\s@"<>(),:;\\[\]]+@[^\s@.]+(\.[^\s@.]+)*$/u;

/**
 * The one form in which an address is stored and compared: NFKC, lower case. No provider that people use tells the cases of
 * the part before the `@` apart. Throws InvalidInput for what is no address.
 */
export function normalizedEmail(text: string, field: string): string {
  const email = text.trim().normalize('NFKC').toLowerCase();
  // eslint-disable-next-line no-control-regex -- none of them may reach a mail's header
  if (email.length > LONGEST || !FORM.test(email) || /[\u0000-\u001f\u007f]/.test(email))
    throw new InvalidInput('This is no e-mail address', { field });
  return email;
}
