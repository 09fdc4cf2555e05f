/** What a row of an import must look like before it is shown to a provider. */
import { z } from 'zod';
import type { NewContact } from '../../providers/provider.ts';
import type { FileRow } from './import-rows.ts';

export interface RowProblem {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

const MAX_TEXT = 255;
/** Nothing a person writes; some of them cannot even be stored. */
const CONTROL = /\p{Cc}/u;

const text = z
  .string('must be text')
  .trim()
  .max(MAX_TEXT, `has more than ${MAX_TEXT} characters`)
  .refine((value) => !CONTROL.test(value), 'has control characters in it')
  .transform((value) => value || null)
  .nullish()
  .transform((value) => value ?? null);

const country = z
  .string('must be text')
  .regex(/^[A-Z]{2}$/, 'is not a country code of two capital letters (ISO 3166-1)')
  .nullish()
  .transform((value) => value ?? null);

const contact = z.strictObject({
  email: z.string('is missing').trim().pipe(z.email('is not an e-mail address').max(254, 'is too long')),
  name: text,
  phone: text,
  consent: z
    .enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'], 'must be SUBSCRIBED, UNSUBSCRIBED or PENDING')
    .nullish()
    .transform((value) => value ?? null),
  address: z
    .strictObject({ line1: text, line2: text, city: text, region: text, postalCode: text, country })
    .nullish()
    .transform((value) => value ?? null),
});

/** The row as a contact, or what is wrong with it. */
export function contactOf({ read }: FileRow): { contact: NewContact } | { problem: RowProblem } {
  if ('problem' in read) return { problem: { code: 'ROW_UNREADABLE', message: read.problem, field: null } };
  const { data, error } = contact.safeParse(read.values);
  if (data) return { contact: data };
  const issue = error.issues[0];
  if (!issue || issue.path.length === 0) {
    const message =
      issue?.code === 'unrecognized_keys'
        ? `Not known: ${issue.keys.map((key) => JSON.stringify(key.slice(0, 50))).join(', ')}`
        : 'The row is not an object with the values of a contact';
    return { problem: { code: 'ROW_INVALID', message, field: null } };
  }
  const field = issue.path.join('.');
  const said = issue.code === 'unrecognized_keys' ? 'has values that are not known' : issue.message;
  return { problem: { code: 'ROW_INVALID', message: `${field} ${said}`, field } };
}
