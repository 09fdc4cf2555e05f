// Aurora Asset Finance on loopback: REST with JSON, OAuth client credentials (RFC 6749 section 4.4), quotes that take their
// time, problems by RFC 9457, signed callbacks. Strict: what its reference does not allow is refused.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { ProposalStatus } from '../../../src/funders/funder.ts';
import { openBook, Refusal, type Book, type ProposalEntry, type QuoteEntry } from '../lender/book.ts';
import {
  startLenderServer,
  type LenderAnswer,
  type LenderRequest,
  type LenderServer,
} from '../lender/server.ts';
import { applicationFrom, applicant } from './read.ts';
import { quoteBody } from './write.ts';

export type AuroraStep = 'token' | 'quote' | 'poll' | 'propose' | 'status' | 'find';

export interface AuroraSandbox extends Pick<
  LenderServer<AuroraStep>,
  'url' | 'host' | 'count' | 'received' | 'underWay' | 'fault' | 'heal' | 'close'
> {
  readonly book: Book;
  readonly credential: { clientId: string; clientSecret: string; callbackSecret: string };
  /** Tokens given out so far are no longer good. */
  endTokens(): void;
  /** Changes a proposal and tells its callback URL, if it has one. Resolves with the receiver's answer. */
  decide(id: string, status: ProposalStatus, message?: string): Promise<number | undefined>;
}

export interface AuroraOptions {
  /** How long it thinks about a quote. Default 30 ms; 0 answers at once. */
  readonly thinkMs?: number;
  readonly validMs?: number;
  readonly now?: () => number;
}

interface World {
  readonly book: Book;
  readonly credential: AuroraSandbox['credential'];
  readonly tokens: Set<string>;
  /** When each quote is ready. */
  readonly readyAt: Map<string, number>;
  readonly declined: Map<string, { id: string; reason: string }>;
  readonly thinkMs: number;
  readonly now: () => number;
}

export async function startAuroraSandbox(options: AuroraOptions = {}): Promise<AuroraSandbox> {
  const { thinkMs = 30, validMs, now = Date.now } = options;
  const book = openBook({
    prefix: 'A',
    now,
    ...(validMs !== undefined && { validMs }),
    tariff: {
      rates: {
        HIRE_PURCHASE: '7.9',
        FINANCE_LEASE: '8.4',
        CONTRACT_HIRE: '6.9',
        PERSONAL_CONTRACT_PURCHASE: '8.9',
      },
      fees: [
        { kind: 'ARRANGEMENT', amount: '150.00', due: 'START' },
        { kind: 'OPTION_TO_PURCHASE', amount: '10.00', due: 'LAST_PAYMENT' },
      ],
    },
  });
  const credential = {
    clientId: `aurora-${randomBytes(6).toString('hex')}`,
    clientSecret: randomBytes(24).toString('hex'),
    callbackSecret: randomBytes(24).toString('hex'),
  };
  const world: World = {
    book,
    credential,
    thinkMs,
    now,
    tokens: new Set(),
    readyAt: new Map(),
    declined: new Map(),
  };
  const server = await startLenderServer<AuroraStep>({ stepOf, answer: (request) => answer(world, request) });
  return {
    ...server,
    book,
    credential,
    endTokens: () => world.tokens.clear(),
    decide: (id, status, message) => tell(world, book.decide(id, status, message)),
  };
}

function stepOf({ method, url: { pathname } }: LenderRequest): AuroraStep | undefined {
  if (pathname === '/oauth/token') return 'token';
  if (pathname === '/v2/quotes' && method === 'POST') return 'quote';
  if (pathname.startsWith('/v2/quotes/')) return 'poll';
  if (pathname === '/v2/proposals') return method === 'POST' ? 'propose' : 'find';
  if (pathname.startsWith('/v2/proposals/')) return 'status';
  return undefined;
}

function answer(world: World, request: LenderRequest): LenderAnswer {
  const step = stepOf(request);
  if (step === 'token') return token(world, request);
  const [, bearer = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!world.tokens.has(bearer)) return problem(401, 'unauthorized', 'The token is not good');
  try {
    switch (step) {
      case 'quote':
        return newQuote(world, request);
      case 'poll':
        return shownQuote(world, request.url.pathname.slice('/v2/quotes/'.length));
      case 'propose':
        return newProposal(world, request);
      case 'status':
        return shownProposal(world, decodeURIComponent(request.url.pathname.slice('/v2/proposals/'.length)));
      case 'find': {
        const key = request.url.searchParams.get('clientReference');
        const items = world.book.proposals.filter((each) => each.key === key).map(proposalBody);
        return json(200, { items });
      }
      default:
        return problem(404, 'not-found', 'There is nothing here');
    }
  } catch (error) {
    if (error instanceof Refusal) return problem(422, error.kind, error.message);
    if (error instanceof SyntaxError) return problem(400, 'malformed', error.message);
    throw error;
  }
}

const TOKEN_S = 300;

function token({ tokens, credential }: World, { method, headers, body }: LenderRequest): LenderAnswer {
  const expected = Buffer.from(`${credential.clientId}:${credential.clientSecret}`).toString('base64');
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  if (method !== 'POST' || !isForm) return json(400, { error: 'invalid_request' });
  if (headers.authorization !== `Basic ${expected}`) return json(401, { error: 'invalid_client' });
  if (new URLSearchParams(String(body)).get('grant_type') !== 'client_credentials')
    return json(400, { error: 'unsupported_grant_type' });
  const access_token = randomBytes(24).toString('base64url');
  tokens.add(access_token);
  return json(200, { access_token, token_type: 'Bearer', expires_in: TOKEN_S });
}

function newQuote(world: World, request: LenderRequest): LenderAnswer {
  const { key, application } = applicationFrom(request);
  const entry = tryQuote(world, application, key);
  if ('reason' in entry) return json(200, { ...entry, clientReference: key, status: 'DECLINED' });
  if (!world.readyAt.has(entry.id)) world.readyAt.set(entry.id, world.now() + world.thinkMs);
  const answered = shownQuote(world, entry.id);
  return { ...answered, status: isReady(world, entry) ? 201 : 202 };
}

function tryQuote(
  { book, declined }: World,
  application: QuoteEntry['application'],
  key: string,
): QuoteEntry | { id: string; reason: string } {
  const known = declined.get(key);
  if (known) return known;
  try {
    return book.quote(application, key);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'declined') throw error;
    const refused = { id: `AQ-${randomUUID()}`, reason: error.message };
    declined.set(key, refused);
    return refused;
  }
}

const isReady = ({ readyAt, now }: World, { id }: QuoteEntry) => (readyAt.get(id) ?? 0) <= now();

function shownQuote(world: World, id: string): LenderAnswer {
  const entry = world.book.quotes.find((each) => each.id === id);
  if (!entry) return problem(404, 'not-found', 'There is no such quote');
  if (isReady(world, entry)) return json(200, quoteBody(entry));
  const pollAfterMs = Math.ceil(world.thinkMs / 2);
  return json(200, { id, clientReference: entry.key, status: 'PENDING', pollAfterMs });
}

function newProposal({ book }: World, request: LenderRequest): LenderAnswer {
  const { key, quoteId, callbackUrl } = applicant(request);
  const isKnown = book.proposals.some((each) => each.key === key);
  return json(isKnown ? 200 : 201, proposalBody(book.propose({ key, quoteId, callbackUrl })));
}

function shownProposal({ book }: World, id: string): LenderAnswer {
  const entry = book.proposals.find((each) => each.id === id);
  return entry ? json(200, proposalBody(entry)) : problem(404, 'not-found', 'There is no such proposal');
}

function proposalBody({ id, key, status, message, changedAt }: ProposalEntry): object {
  return { id, clientReference: key, status, message, changedAt: changedAt.toISOString() };
}

async function tell({ credential, now }: World, entry: ProposalEntry): Promise<number | undefined> {
  if (entry.callbackUrl === null) return undefined;
  const body = JSON.stringify({ id: randomUUID(), type: 'proposal.changed', proposal: proposalBody(entry) });
  const seconds = Math.floor(now() / 1000);
  const hmac = createHmac('sha256', credential.callbackSecret).update(`${seconds}.${body}`).digest('hex');
  const answered = await fetch(entry.callbackUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'aurora-signature': `t=${seconds},v1=${hmac}` },
    body,
  });
  return answered.status;
}

function json(status: number, body: object): LenderAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problem(status: number, type: string, title: string): LenderAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: `https://api.aurora.example/problems/${type}`, title, status }),
  };
}
