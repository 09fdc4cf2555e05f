/** The official SDK, one client per request, its requests sent by our own transport. */
import type ApiClient from '@mailchimp/mailchimp_marketing/src/ApiClient.js';
import { CredentialRefused, ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Credential, ProviderWorld } from '../provider.ts';
import { readProxied, throughProxy } from '../proxy.ts';
import { errorOf } from './errors.ts';
import { send, type Answer, type Exchange } from './transport.ts';

const SECOND = 1_000;
/** The part behind the dash names the data center, which becomes part of a host name. */
export const API_KEY = /^[0-9a-f]{32}-(us[0-9]{1,3})$/;

export interface Told {
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds by Mailchimp's clock, a whole second: the answer shows the state of this instant or a later one. */
  readonly asOf: number;
  /** The same clock when it answered: nothing in the answer is newer. */
  readonly answeredAt: number;
}

export interface MailchimpClient {
  /**
   * Sends one request within the rate budget. Throws only errors of `platform/errors.ts`, or the abort's reason; neither
   * the key nor one of `secrets` is in them, whatever Mailchimp repeats.
   */
  ask(
    call: (sdk: ApiClient) => Promise<unknown>,
    signal: AbortSignal,
    secrets?: readonly string[],
  ): Promise<Told>;
}

export function createClient(credential: Credential, world: ProviderWorld): MailchimpClient {
  const { proxy } = world;
  const key = credential['apiKey'] ?? '';
  const basePath = `${proxy?.url ?? baseUrl(key, world.settings.apiUrl)}/3.0`;
  const authorization = `Basic ${Buffer.from(`hub:${key}`).toString('base64')}`;
  const own = [key, authorization.slice('Basic '.length)].filter((each) => each !== '');
  const agent = basePath.startsWith('https:') ? world.httpsAgent : world.httpAgent;

  return {
    async ask(call, signal, secrets = []) {
      const hide = (text: string) =>
        [...own, ...secrets].reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
      await world.admit(signal);
      let answer: Answer | undefined;
      const sdk = await newSdk(basePath, async (exchange) => {
        const headers = proxy
          ? throughProxy(exchange.headers, proxy)
          : { ...exchange.headers, authorization };
        const sent = await send({ ...exchange, agent, headers }, signal);
        answer = proxy ? { ...sent, text: readProxied(sent.status, sent.text) } : sent;
        const error = errorOf(answer, hide);
        if (error) throw error;
        return parsed(answer);
      });
      const started = performance.now();
      const body = await call(sdk);
      const elapsedS = Math.ceil((performance.now() - started) / SECOND);
      const answeredAt = serverTime(answer);
      return { body: (body ?? {}) as Told['body'], answeredAt, asOf: answeredAt - elapsedS * SECOND };
    },
  };
}

/** Throws CredentialRefused for a key that names no data center, where the operator has not set a base URL. */
function baseUrl(key: string, apiUrl: string | undefined): string {
  if (apiUrl) return apiUrl.replace(/\/+$/, '');
  const dataCenter = API_KEY.exec(key)?.[1];
  if (!dataCenter) throw new CredentialRefused('The API key does not name its data center');
  return `https://${dataCenter}.api.mailchimp.com`;
}

/**
 * The package's default export is one client for the whole process, and its `setConfig` would show one tenant another's
 * account; an own one costs a fraction of a millisecond. It never learns the key. Loaded at first use.
 */
async function newSdk(
  basePath: string,
  exchange: (request: Omit<Exchange, 'agent'>) => Promise<unknown>,
): Promise<ApiClient> {
  const { default: Client } = await import('@mailchimp/mailchimp_marketing/src/ApiClient.js');
  const sdk = new Client();
  sdk.basePath = basePath;
  // With a `server` set, the SDK replaces the first "server" anywhere in a URL.
  sdk.setConfig({});
  sdk.callApi = async (path, method, pathParams, query, _headers, _form, body) => {
    const search = new URLSearchParams(sdk.normalizeParams(query)).toString();
    const data = await exchange({
      url: sdk.buildUrl(path, pathParams) + (search && `?${search}`),
      method,
      headers: { accept: 'application/json', ...(body != null && { 'content-type': 'application/json' }) },
      body: body == null ? undefined : JSON.stringify(body),
    });
    return { data, response: undefined };
  };
  return sdk;
}

function parsed({ status, text }: Answer): unknown {
  if (status === 204) return null;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  } catch {
    // Said below, without what could not be read.
  }
  throw new ProviderAnswerInvalid('Mailchimp sent an answer that cannot be read');
}

/** Mailchimp's clock, from the answer's Date header; ours may differ and must not order its states. */
function serverTime(answer: Answer | undefined): number {
  const time = Date.parse(answer?.headers.date ?? '');
  if (Number.isNaN(time)) throw new ProviderAnswerInvalid('Mailchimp answered without a Date header');
  return time;
}
