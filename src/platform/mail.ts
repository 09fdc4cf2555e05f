/** Mail by SMTP. The server is the operator's choice and not a tenant's, so it may be anywhere. */
import { createTransport } from 'nodemailer';
import { HubError } from './errors.ts';

export interface Message {
  /** Of the `Message-ID`: the same mail sent twice has the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface Mailer {
  /** @throws MailRefused, MailUnavailable */
  send(message: Message): Promise<void>;
  close(): void;
}

/** The server does not take this mail (a 5xx reply, RFC 5321 section 4.2.1); trying again does not help. */
export class MailRefused extends HubError {
  readonly code = 'MAIL_REFUSED';
}

/** The server cannot be reached or is busy. */
export class MailUnavailable extends HubError {
  readonly code = 'MAIL_UNAVAILABLE';
  override readonly retryable = true;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

/** `url` is `smtp://user:password@host:port` or `smtps://…`; `from` as it stands in the header. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      // No text of ours is a file or the content of a URL.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ id, to, subject, text }) {
      try {
        // An object: a text might be read as several addresses.
        await transport.sendMail({
          messageId: `<${id}@integration-hub>`,
          to: { name: '', address: to },
          subject,
          text,
        });
      } catch (cause) {
        const reply: unknown = cause instanceof Error ? Reflect.get(cause, 'responseCode') : undefined;
        if (typeof reply === 'number' && reply >= 500)
          throw new MailRefused(`The mail server refused it with ${reply}`, { cause });
        throw new MailUnavailable('The mail server cannot be reached', { cause });
      }
    },
    close: () => transport.close(),
  };
}
