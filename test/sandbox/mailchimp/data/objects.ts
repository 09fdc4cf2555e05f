// Mailchimp's objects as the API renders them (3.0, the members that tell something).

export type MemberStatus =
  'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'transactional' | 'archived';

export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly method: string;
}

export interface MergeAddress {
  readonly addr1: string;
  readonly addr2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

export type MergeFields = Readonly<Record<string, string | MergeAddress>>;

export interface Member {
  /** MD5 of the address in lower case. */
  readonly id: string;
  readonly email_address: string;
  readonly unique_email_id: string;
  readonly contact_id: string;
  readonly full_name: string;
  readonly web_id: number;
  readonly email_type: 'html' | 'text';
  readonly status: MemberStatus;
  readonly merge_fields: MergeFields;
  readonly stats: { readonly avg_open_rate: number; readonly avg_click_rate: number };
  readonly ip_signup: string;
  readonly timestamp_signup: string;
  readonly ip_opt: string;
  readonly timestamp_opt: string;
  readonly member_rating: number;
  readonly last_changed: string;
  readonly language: string;
  readonly vip: boolean;
  readonly email_client: string;
  readonly location: { readonly country_code: string; readonly timezone: string };
  readonly source: string;
  readonly tags_count: number;
  readonly tags: readonly { readonly id: number; readonly name: string }[];
  readonly list_id: string;
  readonly _links: readonly Link[];
}

export interface List {
  readonly id: string;
  readonly web_id: number;
  readonly name: string;
  readonly permission_reminder: string;
  readonly date_created: string;
  readonly list_rating: number;
  readonly email_type_option: boolean;
  readonly double_optin: boolean;
  readonly visibility: 'pub' | 'prv';
  readonly stats: {
    readonly member_count: number;
    readonly unsubscribe_count: number;
    readonly cleaned_count: number;
    readonly campaign_count: number;
  };
  readonly _links: readonly Link[];
}

/** What a list is made of; its counts are counted when it is rendered. */
export type ListCore = Omit<List, 'stats'>;

export type CampaignStatus = 'save' | 'paused' | 'schedule' | 'sending' | 'sent' | 'canceled' | 'archived';

export interface Campaign {
  readonly id: string;
  readonly web_id: number;
  readonly type: 'regular' | 'plaintext';
  readonly create_time: string;
  readonly archive_url: string;
  readonly status: CampaignStatus;
  readonly emails_sent: number;
  /** Empty until it is known. */
  readonly send_time: string;
  readonly content_type: string;
  readonly recipients: {
    readonly list_id: string;
    readonly list_name: string;
    readonly recipient_count: number;
  };
  readonly settings: {
    readonly subject_line: string;
    readonly title: string;
    readonly from_name: string;
    readonly reply_to: string;
  };
  readonly _links: readonly Link[];
}

export const WEBHOOK_EVENTS = [
  'subscribe',
  'unsubscribe',
  'profile',
  'cleaned',
  'upemail',
  'campaign',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
export const WEBHOOK_SOURCES = ['user', 'admin', 'api'] as const;
export type WebhookSource = (typeof WEBHOOK_SOURCES)[number];

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: Readonly<Record<WebhookEvent, boolean>>;
  readonly sources: Readonly<Record<WebhookSource, boolean>>;
  readonly list_id: string;
  readonly _links: readonly Link[];
}

/** ISO 8601 with an offset, to the second, as Mailchimp writes times. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, '+00:00');
}
