// `POST /lists/{id}`: up to 500 members at once, and what became of each.
// https://mailchimp.com/developer/marketing/api/lists/batch-subscribe-or-unsubscribe/
import { memberHash, type ListBook } from '../data/account.ts';
import { timeText, type Member, type MergeFields } from '../data/objects.ts';
import { operationsOn } from '../data/operations.ts';
import type { Call } from './endpoints.ts';
import { bodyOf } from './webhook-endpoints.ts';
import { invalidResource, type FieldError } from './problem.ts';

const MOST = 500;
const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional'] as const;
const MEMBER_FIELDS = new Set([
  'email_address',
  'status',
  'email_type',
  'merge_fields',
  'vip',
  'language',
  'tags',
]);

interface NewMember {
  readonly email_address: string;
  readonly status: (typeof STATUSES)[number];
  readonly merge_fields?: MergeFields;
}

interface MemberError {
  readonly email_address: string;
  readonly error: string;
  readonly error_code: string;
  readonly field?: string;
}

/** Throws a Problem for a body that does not have the documented shape: then nobody is taken. */
export function batchMembers(call: Call, book: ListBook): object {
  const { members, update_existing = false, ...others } = bodyOf(call.body);
  const faults: FieldError[] = Object.keys(others).map((field) => {
    return { field, message: 'This field is not known' };
  });
  if (typeof update_existing !== 'boolean')
    faults.push({ field: 'update_existing', message: 'Schema describes boolean' });
  if (!Array.isArray(members)) throw invalidResource({ field: 'members', message: 'Schema describes array' });
  if (members.length > MOST) faults.push({ field: 'members', message: 'Too many items' });
  members.forEach((member, i) => faults.push(...faultsOf(member, `members.item:${i}`)));
  if (faults.length > 0) throw invalidResource(...faults);
  return take(call, book, { members: members as NewMember[], updateExisting: update_existing === true });
}

function faultsOf(member: unknown, at: string): FieldError[] {
  if (typeof member !== 'object' || member === null)
    return [{ field: at, message: 'Schema describes object' }];
  const fields = member as Record<string, unknown>;
  const faults = Object.keys(fields)
    .filter((field) => !MEMBER_FIELDS.has(field))
    .map((field) => ({ field: `${at}.${field}`, message: 'This field is not known' }));
  if (typeof fields['email_address'] !== 'string')
    faults.push({ field: `${at}.email_address`, message: 'Schema describes string' });
  if (!STATUSES.some((status) => status === fields['status']))
    faults.push({ field: `${at}.status`, message: 'Not one of the accepted values' });
  return faults;
}

function take(
  call: Call,
  book: ListBook,
  { members, updateExisting }: { members: readonly NewMember[]; updateExisting: boolean },
): object {
  const created: Member[] = [];
  const updated: Member[] = [];
  const errors: MemberError[] = [];
  const seen = new Set<string>();
  for (const member of members) {
    const hash = memberHash(member.email_address);
    const before = book.members.get(hash);
    const refusal = refusalOf(member, before, { repeated: seen.has(hash), updateExisting });
    seen.add(hash);
    if (refusal) errors.push({ email_address: member.email_address, ...refusal });
    else if (before) updated.push(change(call, book, { before, member }));
    else created.push(operations(call).subscribe(book.core.id, { ...member }));
  }
  return {
    new_members: created,
    updated_members: updated,
    errors,
    total_created: created.length,
    total_updated: updated.length,
    error_count: errors.length,
    _links: [],
  };
}

type Refusal = Omit<MemberError, 'email_address'>;

function refusalOf(
  { email_address: address, status, merge_fields = {} }: NewMember,
  before: Member | undefined,
  { repeated, updateExisting }: { repeated: boolean; updateExisting: boolean },
): Refusal | undefined {
  const generic = (error: string, field?: string) => ({
    error,
    error_code: 'ERROR_GENERIC',
    ...(field && { field }),
  });
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
    return generic('Please provide a valid email address.', 'email_address');
  // A reserved domain: Mailchimp takes nobody there.
  if (address.toLowerCase().endsWith('@example.invalid'))
    return generic(`${address} looks fake or invalid, please enter a real email address.`, 'email_address');
  if (repeated) return generic(`Duplicate items found for ${address}`);
  if (before && !updateExisting)
    return { error: `${address} is already a list member`, error_code: 'ERROR_CONTACT_EXISTS' };
  const { ADDRESS } = merge_fields;
  if (typeof ADDRESS === 'object' && !(ADDRESS.addr1 && ADDRESS.city && ADDRESS.state && ADDRESS.zip))
    return generic('Please enter a complete address', 'ADDRESS');
  const complies = before?.status !== 'unsubscribed' && before?.status !== 'cleaned';
  if (status === 'subscribed' && !complies)
    return generic(`${address} is in a compliance state and cannot be subscribed.`);
  return undefined;
}

/** A member that is found as it should be stays untouched, the time of its last change too. */
function change(
  call: Call,
  book: ListBook,
  { before, member }: { before: Member; member: NewMember },
): Member {
  const { id } = before;
  const { status, merge_fields = {} } = member;
  let now = before;
  if (status !== before.status && status === 'unsubscribed')
    now = operations(call).unsubscribe(book.core.id, id);
  else if (status !== before.status) {
    now = { ...before, status, last_changed: timeText(call.account.now()) };
    book.members.put(now);
  }
  const merged = { ...before.merge_fields, ...merge_fields };
  const same = JSON.stringify(merged) === JSON.stringify(before.merge_fields);
  return same ? now : operations(call).updateMember(book.core.id, id, merge_fields);
}

function operations({ account, webhooks }: Call) {
  return operationsOn(account, webhooks.tellOf(account, 'api'));
}
