/** Reads a mail as nodemailer writes one in plain text (RFC 5322, RFC 2045). */

export interface ReceivedMail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What stands in it behind `#token=`, if anything. */
  readonly token: string | undefined;
}

export function readMessage(raw: Buffer): ReceivedMail {
  const source = raw.toString('utf8');
  const split = source.indexOf('\r\n\r\n');
  const headers = headersIn(source.slice(0, split));
  const text = decoded(source.slice(split + 4), headers.get('content-transfer-encoding') ?? '7bit');
  return {
    id: headers.get('message-id') ?? '',
    from: headers.get('from') ?? '',
    to: (headers.get('to') ?? '').replace(/[<>]/g, ''),
    subject: headers.get('subject') ?? '',
    text,
    token: /#token=([\w-]+)/.exec(text)?.[1],
  };
}

function headersIn(head: string): Map<string, string> {
  // A line that begins with a space goes on from the line before.
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

function decoded(body: string, encoding: string): string {
  const text = body.replaceAll('\r\n', '\n');
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
