/** SOAP 1.2 with a WSDL from disk and a WS-Security user token. The library writes and reads envelopes; it fetches nothing. */
import type { Client, IHttpClient } from 'soap';
import { HubError, ProviderAnswerInvalid, ProviderUnavailable } from '../../platform/errors.ts';
import { FunderAnswerInvalid, FunderUnavailable } from '../errors.ts';
import type { FunderHttpAnswer, FunderWorld } from '../funder.ts';
import { withoutWords } from '../without-words.ts';
import { strictXml, type XmlRules } from './strict-xml.ts';

export interface SoapService {
  /** Path of the file. */
  readonly wsdl: string;
  /** The namespace of its messages. */
  readonly namespace: string;
  /** Elements that may stand several times under one parent. */
  readonly repeatable: readonly string[];
  readonly user: { readonly name: string; readonly password: string };
}

export type SoapCall = (operation: string, body: object, signal: AbortSignal) => Promise<unknown>;

const LONGEST_REASON = 500;

/** The service said no: codes without their prefixes (SOAP 1.2 part 1, section 5.4). */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  readonly code: string;
  readonly subcode: string | undefined;

  constructor(code: string, subcode: string | undefined, reason: string) {
    super(reason.slice(0, LONGEST_REASON));
    this.code = code;
    this.subcode = subcode;
  }
}

export const SOAP_ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';

/**
 * Calls of one service. Each answers the body's message as an object of strings, and throws SoapFault, FunderUnavailable,
 * FunderAnswerInvalid and the signal's reason.
 */
export function soapService(world: FunderWorld, service: SoapService): SoapCall {
  let opened: Promise<Client> | undefined;
  return async (operation, body, signal) => {
    const client = await (opened ??= open(world, service));
    // Every operation of the WSDL has such a method, which the library's type cannot know.
    const call = client[`${operation}Async`] as (
      body: object,
      options: { signal: AbortSignal },
    ) => Promise<[unknown]>;
    try {
      const [result] = await call(body, { signal });
      return result;
    } catch (error) {
      signal.throwIfAborted();
      throw readable(error);
    }
  };
}

async function open(world: FunderWorld, { wsdl, user, ...service }: SoapService): Promise<Client> {
  // Loaded by the first call: it brings some 60 files along.
  const { createClientAsync, WSSecurity } = await import('soap');
  const rules = { namespaces: [SOAP_ENVELOPE, service.namespace], repeatable: service.repeatable };
  const client = await createClientAsync(
    wsdl,
    { endpoint: world.settings.url, forceSoap12Headers: true, httpClient: httpClient(world, rules) },
    world.settings.url,
  );
  client.setSecurity(
    new WSSecurity(user.name, user.password, {
      passwordType: 'PasswordDigest',
      hasTimeStamp: false,
      hasNonce: true,
      mustUnderstand: true,
    }),
  );
  return client;
}

/** The library's way out: our door, and nothing but the service behind it. */
function httpClient(world: FunderWorld, rules: XmlRules): IHttpClient {
  return {
    request: (url, data, callback, headers, options) => {
      // `signal` is ours, given with each call; the library hands its options through.
      const { signal } = options as { signal: AbortSignal };
      const told = tell(callback, () => answerOf(world, { url, data, headers, signal }, rules));
      // `as`: the library takes what its own client would return, and does not look at it.
      return told as unknown as ReturnType<IHttpClient['request']>;
    },
  };
}

/** The library's way of being told. */
async function tell(
  callback: Parameters<IHttpClient['request']>[2],
  ask: () => Promise<{ answer: FunderHttpAnswer; text: string }>,
): Promise<void> {
  try {
    const { answer, text } = await ask();
    // As much of a response as the library looks at.
    callback(null, { ...answer, statusCode: answer.status, body: text }, text);
  } catch (error) {
    callback(error);
  }
}

async function answerOf(
  world: FunderWorld,
  { url, data, headers, signal }: { url: string; data: unknown; headers: unknown; signal: AbortSignal },
  rules: XmlRules,
): Promise<{ answer: FunderHttpAnswer; text: string }> {
  if (url !== world.settings.url || typeof data !== 'string')
    throw new FunderAnswerInvalid('Something else was to be fetched');
  const answer = await world.send({ url, method: 'POST', headers: contentOf(headers), body: data, signal });
  return { answer, text: textOf(answer, rules) };
}

/** What the library says of the content; the rest of an HTTP request is the door's business. */
function contentOf(headers: unknown): Record<string, string> {
  return {
    'content-type': String(Reflect.get(Object(headers) as object, 'Content-Type')),
    accept: 'application/soap+xml',
  };
}

function textOf({ status, headers, body }: FunderHttpAnswer, rules: XmlRules): string {
  const isSoap = /^application\/soap\+xml\b/.test(String(headers['content-type']));
  if (!isSoap && status >= 400) throw new FunderUnavailable(`The service answered ${status}`);
  if (!isSoap) throw new FunderAnswerInvalid('The answer is no SOAP 1.2 message');
  return strictXml(body, rules);
}

function readable(error: unknown): unknown {
  if (error instanceof ProviderUnavailable) return new FunderUnavailable(error.message, { cause: error });
  if (error instanceof ProviderAnswerInvalid) return new FunderAnswerInvalid(error.message, { cause: error });
  if (error instanceof HubError) return error;
  return (
    faultOf(error) ?? new FunderAnswerInvalid('The answer could not be read', { cause: withoutWords(error) })
  );
}

interface FaultElement {
  readonly Code?: { readonly Value?: unknown; readonly Subcode?: { readonly Value?: unknown } };
  readonly Reason?: { readonly Text?: unknown };
}

function faultOf(error: unknown): SoapFault | undefined {
  // The library puts the parsed envelope here.
  const { root } = error as { root?: { Envelope?: { Body?: { Fault?: FaultElement } } } };
  const fault = root?.Envelope?.Body?.Fault;
  if (!fault) return undefined;
  const local = (name: unknown) => textIn(name)?.split(':').at(-1);
  return new SoapFault(
    local(fault.Code?.Value) ?? '',
    local(fault.Code?.Subcode?.Value),
    textIn(fault.Reason?.Text) ?? 'No reason given',
  );
}

/** An element with attributes (`xml:lang`) is an object with its text in `$value`. */
function textIn(value: unknown): string | undefined {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, '$value') : value;
  return typeof text === 'string' ? text : undefined;
}
