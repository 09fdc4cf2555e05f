/** Brings members into a list, up to 500 with one request. https://mailchimp.com/developer/marketing/api/lists/batch-subscribe-or-unsubscribe/ */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { ImportCall, Imported, NewContact } from '../provider.ts';
import type { Address } from '../resources.ts';
import { seenMember } from './change.ts';
import type { MailchimpClient, Told } from './client.ts';
import { isRefusedContent } from './errors.ts';
import type { MailchimpMember } from './wire.ts';

/** Mailchimp takes no more with one request. */
export const MEMBERS_AT_ONCE = 500;

/** Members are known by their address: the same request again finds them as it left them. */
export async function importMembers(
  client: MailchimpClient,
  { contacts, listId }: ImportCall,
  signal: AbortSignal,
): Promise<Imported[]> {
  return send({ client, listId: listId ?? '', signal }, contacts);
}

interface Request {
  readonly client: MailchimpClient;
  readonly listId: string;
  readonly signal: AbortSignal;
}

/** A request that is refused for its content is halved until the member that is to blame stands alone. */
async function send(request: Request, contacts: readonly NewContact[]): Promise<Imported[]> {
  if (contacts.length === 0) return [];
  const { client, listId, signal } = request;
  try {
    const body = { members: contacts.map(memberOf), update_existing: true };
    // Required merge fields are the list owner's wish for forms; what an import lacks is not made up.
    const options = { skip_merge_validation: true };
    const told = await client.ask((sdk) => sdk.lists.batchListMembers(listId, body, options), signal);
    return outcomes(told, contacts);
  } catch (error) {
    if (!(error instanceof Error) || !isRefusedContent(error)) throw error;
    if (contacts.length === 1) return [refused('PROVIDER_REFUSED', error.message, null)];
    const half = Math.ceil(contacts.length / 2);
    return [
      ...(await send(request, contacts.slice(0, half))),
      ...(await send(request, contacts.slice(half))),
    ];
  }
}

const statusOf: Readonly<Record<string, string>> = {
  SUBSCRIBED: 'subscribed',
  UNSUBSCRIBED: 'unsubscribed',
  PENDING: 'pending',
};

/** Only what is given: an existing member keeps the rest. */
function memberOf({ email, name, phone, address, consent }: NewContact) {
  return {
    email_address: email,
    status: statusOf[consent ?? ''],
    merge_fields: {
      ...(name !== null && namesOf(name)),
      ...(phone !== null && { PHONE: phone }),
      ...(address !== null && { ADDRESS: addressOf(address) }),
    },
  };
}

/** The last word is the family name; together they read as they were given. */
function namesOf(name: string): { FNAME: string; LNAME: string } {
  const space = name.lastIndexOf(' ');
  return { FNAME: name.slice(0, Math.max(0, space)), LNAME: name.slice(space + 1) };
}

function addressOf({ line1, line2, city, region, postalCode, country }: Address) {
  return {
    addr1: line1 ?? '',
    addr2: line2 ?? '',
    city: city ?? '',
    state: region ?? '',
    zip: postalCode ?? '',
    country: country ?? '',
  };
}

interface MemberError {
  readonly email_address: string;
  readonly error: string;
  readonly error_code?: string;
  readonly field?: string;
}

/** Mailchimp tells of members in three lists, each by its address. */
function outcomes({ body, asOf }: Told, contacts: readonly NewContact[]): Imported[] {
  const { new_members, updated_members, errors } = body;
  const found = new Map<string, Imported>();
  const note = (email: unknown, outcome: Imported) => found.set(String(email).toLowerCase(), outcome);
  for (const member of listOf<MailchimpMember>(new_members))
    note(member.email_address, { outcome: 'CREATED', state: seenMember(member, { from: 'fetch', asOf }) });
  for (const member of listOf<MailchimpMember>(updated_members))
    note(member.email_address, { outcome: 'UPDATED', state: seenMember(member, { from: 'fetch', asOf }) });
  for (const { email_address, error, error_code, field } of listOf<MemberError>(errors))
    note(email_address, refused(error_code || 'ERROR_GENERIC', error, field || null));
  return contacts.map(({ email }) => {
    const outcome = found.get(email.toLowerCase());
    if (!outcome) throw new ProviderAnswerInvalid('Mailchimp did not tell of every member');
    return outcome;
  });
}

function listOf<T>(value: unknown): readonly T[] {
  if (!Array.isArray(value)) throw new ProviderAnswerInvalid('Mailchimp sent something else than members');
  // `as`: as far as it is documented; what is read of it is checked or only shown.
  return value as T[];
}

function refused(code: string, message: string, field: string | null): Imported {
  return { outcome: 'REFUSED', code, message, field };
}
