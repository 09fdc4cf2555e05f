// The `data[…]` fields of a webhook. Only subscribe and unsubscribe are documented field by field.
import type { Member } from './objects.ts';

export type EventFields = Readonly<Record<string, string | object>>;

export function memberFields(member: Member): EventFields {
  return {
    id: member.unique_email_id,
    email: member.email_address,
    email_type: member.email_type,
    ip_opt: member.ip_opt,
    ...(member.ip_signup !== '' && { ip_signup: member.ip_signup }),
    web_id: String(member.web_id),
    merges: { EMAIL: member.email_address, ...member.merge_fields },
  };
}

/** `data[merges][FNAME]`: nested objects as bracketed names. */
export function encoded(event: { type: string; firedAt: string; data: EventFields }): string {
  const form = new URLSearchParams({ type: event.type, fired_at: event.firedAt });
  const append = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return form.append(name, String(value));
    for (const [key, inner] of Object.entries(value)) append(`${name}[${key}]`, inner);
  };
  append('data', event.data);
  return form.toString();
}
