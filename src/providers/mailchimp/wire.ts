/** What this folder reads of Mailchimp's objects (API 3.0), and how it makes sure that it is there. */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';

export interface MailchimpList {
  readonly id: string;
  readonly name: string;
  readonly date_created: string;
  readonly stats?: {
    readonly member_count?: number;
    readonly unsubscribe_count?: number;
    readonly cleaned_count?: number;
  };
}

export interface MailchimpMember {
  /** MD5 of the address in lower case. */
  readonly id: string;
  readonly list_id: string;
  readonly email_address: string;
  readonly full_name?: string;
  readonly status: string;
  /** Empty where nobody signed up (imports). */
  readonly timestamp_signup: string;
  readonly timestamp_opt: string;
  readonly last_changed: string;
  readonly merge_fields?: Readonly<Record<string, unknown>>;
}

export interface MailchimpCampaign {
  readonly id: string;
  readonly status: string;
  readonly create_time: string;
  /** Empty until it is known. */
  readonly send_time: string;
  readonly emails_sent: number;
  readonly recipients?: { readonly list_id?: string };
  readonly settings?: { readonly title?: string; readonly subject_line?: string };
}

type Body = Readonly<Record<string, unknown>>;

/** A page of a collection. Throws ProviderAnswerInvalid unless it is a list of objects with ids, and a total. */
export function pageOf<T extends { id: string }>(body: Body, name: string): { items: T[]; total: number } {
  const { [name]: items, total_items: total } = body;
  if (!Array.isArray(items) || typeof total !== 'number' || !items.every(hasId)) {
    throw new ProviderAnswerInvalid(`Mailchimp sent something else than ${name}`);
  }
  // `as`: as far as it is documented; what a shape reads it checks or tolerates to be missing.
  return { items: items as T[], total };
}

/** One object. Throws ProviderAnswerInvalid when it has no id. */
export function objectOf<T extends { id: string }>(body: Body): T {
  if (!hasId(body)) throw new ProviderAnswerInvalid('Mailchimp sent something else than an object');
  // As far as it is documented; what a shape reads it checks or tolerates to be missing.
  return body as unknown as T;
}

/** ISO 8601 with an offset, as milliseconds. Throws ProviderAnswerInvalid for anything else. */
export function timeOf(text: unknown): number {
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new ProviderAnswerInvalid('Mailchimp sent a time that cannot be read');
  return time;
}

/** Throws ProviderAnswerInvalid for anything but a number. */
export function countOf(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ProviderAnswerInvalid('Mailchimp sent no number where one belongs');
}

/** Mailchimp says nothing with an empty text. */
export function dateOf(text: string | undefined): Date | null {
  return text ? new Date(timeOf(text)) : null;
}

/** The way Mailchimp writes times, to the second. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, '+00:00');
}

function hasId(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
