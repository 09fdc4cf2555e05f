/** A mail server that delivers nowhere: it keeps what it is given and shows it on a page. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMessage, type ReceivedMail } from './message.ts';

export interface MailSandbox {
  /** For SMTP_URL. */
  readonly url: string;
  /** A page with all mails, the latest first; links in mails may lead below it. No slash at the end. */
  readonly pageUrl: string;
  /** In the order they came. */
  readonly mails: readonly ReceivedMail[];
  /** The next mail to the address that was not taken yet. Throws after `withinMs`. */
  take(to: string, withinMs?: number): Promise<ReceivedMail>;
  /** Answers the next so many deliveries with this reply code (450 busy, 550 no such mailbox). */
  refuseNext(count: number, code: number): void;
  close(): Promise<void>;
}

const POLL_MS = 20;

/** Listens on loopback, on any free ports. */
export async function startMailSandbox(): Promise<MailSandbox> {
  const mails: ReceivedMail[] = [];
  const taken = new Set<ReceivedMail>();
  const refusals: number[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code !== undefined) return done(Object.assign(new Error('not this one'), { responseCode: code }));
        mails.push(readMessage(Buffer.concat(chunks)));
        return done();
      });
    },
  });
  // A client that goes away amid a mail is its own business.
  smtp.on('error', () => undefined);
  const page = createServer(({ url }, response) => {
    const html = url === '/' ? pageOf(mails) : landingPage(url ?? '');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await Promise.all([
    new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve)),
  ]);
  // `as`: servers that listen on TCP have such addresses.
  const { port } = smtp.server.address() as AddressInfo;
  const { port: pagePort } = page.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    pageUrl: `http://127.0.0.1:${pagePort}`,
    mails,
    async take(to, withinMs = 15_000) {
      for (const end = Date.now() + withinMs; ;) {
        const mail = mails.find((each) => each.to === to && !taken.has(each));
        if (mail) {
          taken.add(mail);
          return mail;
        }
        if (Date.now() > end) throw new Error(`no mail to ${to}; there are ${mails.length} mails`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    refuseNext: (count, code) => void refusals.push(...Array.from({ length: count }, () => code)),
    close: async () => {
      page.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => page.close(() => resolve())),
      ]);
    },
  };
}

function pageOf(mails: readonly ReceivedMail[]): string {
  const items = mails
    .toReversed()
    .map(
      ({ to, subject, text }) =>
        `<h2>${escape(subject)}</h2><p>to ${escape(to)}</p><pre>${linked(text)}</pre>`,
    );
  return `<!doctype html><title>Mails</title><h1>Mails</h1>${items.join('<hr>') || '<p>None yet.</p>'}`;
}

/** In the place of an application's pages: shows what those would send. */
function landingPage(path: string): string {
  const mutation = path === '/invitation' ? 'acceptInvitation' : 'resetPassword';
  const call = `mutation { ${mutation}(input: { token: "TOKEN", password: "at least twelve characters" }) { __typename } }`;
  return `<!doctype html><title>${mutation}</title><p>An application would ask for a password here and send:</p>
    <pre id="call">${escape(call)}</pre>
    <script>
      const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
      const call = document.getElementById('call');
      call.textContent = call.textContent.replace('TOKEN', token);
    </script>`;
}

function linked(text: string): string {
  return escape(text).replace(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
