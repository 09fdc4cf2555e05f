// A delivery as Mailchimp Transactional (Mandrill) would sign it.
import { createHmac } from 'node:crypto';

export interface SignedDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `url`: exactly as registered; `key`: of the webhook. */
export function mandrillDelivery(events: readonly object[], url: string, key: string): SignedDelivery {
  const text = JSON.stringify(events);
  const signature = createHmac('sha1', key).update(`${url}mandrill_events${text}`).digest('base64');
  return {
    body: new URLSearchParams({ mandrill_events: text }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Mandrill-Webhook/1.0',
      'x-mandrill-signature': signature,
    },
  };
}
