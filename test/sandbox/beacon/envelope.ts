// Reading a SOAP 1.2 request, with all that Beacon insists on, and writing its answers. By hand, so that what the hub's
// library sends is checked by something else than that library.
import { createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';

export const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
export const BEACON = 'urn:beacon:quotation:3';
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-';
const WSSE = `${WSS}secext-1.0.xsd`;
const WSU = `${WSS}utility-1.0.xsd`;
const DIGEST =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

export interface Element {
  /** `{namespace}local`. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

export interface UserToken {
  readonly user: string;
  readonly nonce: string;
  readonly created: string;
  readonly digest: string;
}

/** Beacon's own refusal: a fault of the sender. */
export class Fault extends Error {
  readonly subcode: string;
  constructor(subcode: string, reason: string) {
    super(reason);
    this.subcode = subcode;
  }
}

/** Throws Fault. */
export function readEnvelope(text: string): { token: UserToken; message: Element } {
  const root = parsed(text);
  if (root.name !== `{${ENVELOPE}}Envelope`) throw new Fault('b:Malformed', 'No SOAP 1.2 envelope');
  const [header, body, ...more] = root.children;
  if (header?.name !== `{${ENVELOPE}}Header` || body?.name !== `{${ENVELOPE}}Body` || more.length > 0)
    throw new Fault('b:Malformed', 'A header and a body, please');
  const [message, ...others] = body.children;
  if (!message || others.length > 0) throw new Fault('b:Malformed', 'One message, please');
  return { token: tokenIn(header), message };
}

export function digestOf(nonce: string, created: string, password: string): string {
  const bytes = Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + password)]);
  return createHash('sha1').update(bytes).digest('base64');
}

/** The texts of a message's children, which must be `names`, in that order; those with `?` may be left out. */
export function fields(message: Element, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const left = [...message.children];
  for (const name of names) {
    const local = name.replace('?', '');
    if (left[0]?.name === `{${BEACON}}${local}`) found.set(local, left.shift()?.text ?? '');
    else if (!name.endsWith('?')) throw new Fault('b:Malformed', `${local} is missing`);
  }
  if (left.length > 0) throw new Fault('b:Malformed', `${left[0]?.name} does not belong here`);
  return found;
}

export type Part = readonly [name: string, value: string | readonly Part[]];
export type Content = readonly Part[];

export function envelopeWith(operation: string, content: Content): string {
  return enveloped(`<b:${operation}Response>${xmlOf(content)}</b:${operation}Response>`);
}

export function faultWith(code: 'Sender' | 'Receiver', subcode: string, reason: string): string {
  return enveloped(
    `<e:Fault><e:Code><e:Value>e:${code}</e:Value><e:Subcode><e:Value>${subcode}</e:Value></e:Subcode></e:Code>` +
      `<e:Reason><e:Text xml:lang="en">${escaped(reason)}</e:Text></e:Reason></e:Fault>`,
  );
}

function enveloped(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="${ENVELOPE}" xmlns:b="${BEACON}"><e:Body>${body}</e:Body></e:Envelope>`;
}

function xmlOf(content: Content): string {
  return content
    .map(([name, value]) => {
      const inner = typeof value === 'string' ? escaped(value) : xmlOf(value);
      return `<b:${name}>${inner}</b:${name}>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function tokenIn(header: Element): UserToken {
  const security = header.children.find(({ name }) => name === `{${WSSE}}Security`);
  if (security?.attributes.get(`{${ENVELOPE}}mustUnderstand`) !== '1')
    throw new Fault('wsse:InvalidSecurity', 'Security that must be understood, please');
  const token = security.children.find(({ name }) => name === `{${WSSE}}UsernameToken`);
  const text = (name: string) => token?.children.find((each) => each.name === name)?.text ?? '';
  const password = token?.children.find(({ name }) => name === `{${WSSE}}Password`);
  if (password?.attributes.get('{}Type') !== DIGEST)
    throw new Fault('wsse:InvalidSecurity', 'A password digest, please');
  return {
    user: text(`{${WSSE}}Username`),
    nonce: text(`{${WSSE}}Nonce`),
    created: text(`{${WSU}}Created`),
    digest: password.text,
  };
}

function parsed(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const stack = [top];
  parser.on('error', () => {
    throw new Fault('b:Malformed', 'Not well-formed');
  });
  parser.on('doctype', () => {
    throw new Fault('b:Malformed', 'No DOCTYPE, please');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const all = Object.values(attributes).map((each) => [`{${each.uri}}${each.local}`, each.value] as const);
    const element = { name: `{${uri}}${local}`, attributes: new Map(all), children: [], text: '' };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('text', (part) => {
    const element = stack.at(-1);
    if (element) element.text += part;
  });
  parser.on('closetag', () => stack.pop());
  parser.write(text).close();
  const [root] = top.children;
  if (!root) throw new Fault('b:Malformed', 'Nothing there');
  return root;
}
