/** One company over REST. https://developer.intuit.com/app/developer/qbo/docs/learn/rest-api-features */
import { CredentialRefused, ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Credential, ProviderWorld } from '../provider.ts';
import { readProxied, throughProxy } from '../proxy.ts';
import type { Entity } from './entities.ts';
import { errorOf, objectOf, parseObject, timeOf } from './faults.ts';
import { send, type HttpRequest } from './http.ts';

/** The oldest version of the API that still exists is the one this was written for. */
const MINOR_VERSION = '75';

export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  /** QuickBooks' clock in ms. */
  readonly time: number;
}

export interface QuickbooksClient {
  readonly realmId: string;
  /** Reads a path below the company. Throws only errors of `platform/errors.ts`, or the abort's reason. */
  get(path: string, params: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer>;
  /** Sends JSON to a path below the company. `requestid` among the parameters makes it happen once. Throws like `get`. */
  post(
    path: string,
    what: { readonly params: Readonly<Record<string, string>>; readonly content: string },
    signal: AbortSignal,
  ): Promise<Answer>;
  /** The currency of objects that name none. Asked for once. */
  homeCurrency(signal: AbortSignal): Promise<string>;
}

export function createClient(credential: Credential, world: ProviderWorld): QuickbooksClient {
  const { realmId, accessToken } = credential;
  const { proxy } = world;
  if (!realmId || (!accessToken && !proxy))
    throw new CredentialRefused('The QuickBooks credential is incomplete');
  const own = { accept: 'application/json', authorization: `Bearer ${accessToken ?? ''}` };
  const headers: Readonly<Record<string, string>> = proxy ? throughProxy(own, proxy) : own;
  const urlOf = (path: string, params: Readonly<Record<string, string>>): URL => {
    const below = `/v3/company/${encodeURIComponent(realmId)}/${path}`;
    const url = proxy ? new URL(proxy.url + below) : new URL(below, world.settings.apiUrl);
    url.search = new URLSearchParams({ ...params, minorversion: MINOR_VERSION }).toString();
    return url;
  };
  const ask = async (request: HttpRequest, signal: AbortSignal): Promise<Answer> => {
    const sent = await send(world, request, signal);
    const answer = proxy ? { ...sent, text: readProxied(sent.status, sent.text) } : sent;
    const body = answer.status === 200 ? parseObject(answer.text) : undefined;
    const time = timeOf(body);
    if (answer.status !== 200 || body?.['Fault']) throw errorOf(answer, accessToken ? [accessToken] : []);
    if (!body || time === undefined) {
      throw new ProviderAnswerInvalid('QuickBooks sent an answer that cannot be read');
    }
    return { body, time };
  };
  const get: QuickbooksClient['get'] = (path, params, signal) =>
    ask({ method: 'GET', url: urlOf(path, params), headers }, signal);
  let home: string | undefined;
  return {
    realmId,
    get,
    post(path, { params, content }, signal) {
      const length = String(Buffer.byteLength(content));
      const ofJson = { ...headers, 'content-type': 'application/json', 'content-length': length };
      return ask({ method: 'POST', url: urlOf(path, params), headers: ofJson, body: content }, signal);
    },
    homeCurrency: async (signal) => (home ??= await readHomeCurrency(get, signal)),
  };
}

async function readHomeCurrency(get: QuickbooksClient['get'], signal: AbortSignal): Promise<string> {
  const { body } = await get('preferences', {}, signal);
  const currencies = objectOf(objectOf(body['Preferences'])?.['CurrencyPrefs']);
  const code = objectOf(currencies?.['HomeCurrency'])?.['value'];
  if (typeof code === 'string') return code;
  throw new ProviderAnswerInvalid('QuickBooks does not tell the currency of the company');
}

/** The objects of one entity in a query's or a change report's answer; nothing found leaves the member out. */
export function objectsIn(response: unknown, entity: string): readonly Entity[] {
  const found = objectOf(response)?.[entity] ?? [];
  if (!Array.isArray(found)) throw new ProviderAnswerInvalid(`QuickBooks sent no list of ${entity}`);
  return found.map((each) => entityOf(each, entity));
}

/** An answered object, with the members that are relied on. Throws ProviderAnswerInvalid. */
export function entityOf(value: unknown, entity: string): Entity {
  const object = objectOf(value);
  const changed = objectOf(object?.['MetaData'])?.['LastUpdatedTime'];
  if (
    typeof object?.['Id'] !== 'string' ||
    Number.isNaN(Date.parse(typeof changed === 'string' ? changed : ''))
  ) {
    throw new ProviderAnswerInvalid(`QuickBooks sent a ${entity} that cannot be read`);
  }
  // Its required members were just seen.
  return object as unknown as Entity;
}
