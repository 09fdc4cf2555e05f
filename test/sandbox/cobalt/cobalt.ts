// Cobalt Motor Finance on loopback: a dealer portal for people, with a sign-in, a session cookie, a token in every form, a
// quotation in three steps, and downloads.
import { randomBytes } from 'node:crypto';
import type { ProposalStatus } from '../../../src/funders/funder.ts';
import { openBook, Refusal, type Book, type QuoteEntry } from '../lender/book.ts';
import {
  startLenderServer,
  type LenderAnswer,
  type LenderRequest,
  type LenderServer,
} from '../lender/server.ts';
import { application as applicationFields, applicationOf, signIn, steps } from './forms.ts';
import { alert, form, page, proposalPage, quoteCsv, quotePage } from './pages.ts';
import { quotePdf } from './pdf.ts';

export type CobaltStep = 'sign-in' | 'form' | 'quote' | 'result' | 'csv' | 'pdf' | 'apply' | 'proposal';

export interface CobaltSandbox extends Pick<
  LenderServer<CobaltStep>,
  'url' | 'host' | 'count' | 'received' | 'underWay' | 'fault' | 'heal' | 'close'
> {
  readonly book: Book;
  readonly credential: { user: string; password: string };
  decide(id: string, status: ProposalStatus, message?: string): void;
}

export interface CobaltOptions {
  readonly validMs?: number;
  readonly now?: () => number;
}

interface Session {
  readonly csrf: string;
  signedIn: boolean;
  readonly entered: Map<string, string>;
}

interface World {
  readonly book: Book;
  readonly credential: CobaltSandbox['credential'];
  readonly sessions: Map<string, Session>;
}

export async function startCobaltSandbox({ validMs, now }: CobaltOptions = {}): Promise<CobaltSandbox> {
  const book = openBook({
    prefix: 'C',
    tariff: {
      rates: { HIRE_PURCHASE: '9.4', PERSONAL_CONTRACT_PURCHASE: '9.9' },
      fees: [
        { kind: 'ARRANGEMENT', amount: '195.00', due: 'START' },
        { kind: 'OPTION_TO_PURCHASE', amount: '1.00', due: 'LAST_PAYMENT' },
      ],
    },
    ...(now && { now }),
    ...(validMs !== undefined && { validMs }),
  });
  const credential = { user: 'dealer4711', password: randomBytes(12).toString('hex') };
  const world: World = { book, credential, sessions: new Map() };
  const server = await startLenderServer<CobaltStep>({
    stepOf,
    answer: (request) => answer(world, request),
  });
  return {
    ...server,
    book,
    credential,
    decide: (id, status, message) => void book.decide(id, status, message),
  };
}

function stepOf({ method, url: { pathname } }: LenderRequest): CobaltStep | undefined {
  if (pathname === '/login') return 'sign-in';
  if (pathname === '/quotes/new/finance' && method === 'POST') return 'quote';
  if (pathname.startsWith('/quotes/new')) return 'form';
  if (pathname.endsWith('/quotation.csv')) return 'csv';
  if (pathname.endsWith('/quotation.pdf')) return 'pdf';
  if (pathname.endsWith('/apply')) return method === 'POST' ? 'apply' : 'form';
  if (pathname.startsWith('/quotes/')) return 'result';
  return pathname.startsWith('/proposals') ? 'proposal' : undefined;
}

async function answer(world: World, request: LenderRequest): Promise<LenderAnswer> {
  const { method, url } = request;
  if (url.pathname === '/portal.css')
    return { status: 200, headers: { 'content-type': 'text/css' }, body: 'body{font:14px sans-serif}' };
  const { session, cookie } = sessionOf(world, request);
  const answered = await inSession(world, request, session);
  const isNew = cookie !== undefined && url.pathname === '/login' && method === 'GET';
  return isNew ? { ...answered, headers: { ...answered.headers, 'set-cookie': cookie } } : answered;
}

async function inSession(world: World, request: LenderRequest, session: Session): Promise<LenderAnswer> {
  const { method, url, body } = request;
  const sent = new Map(new URLSearchParams(String(body)));
  if (method === 'POST' && sent.get('csrf') !== session.csrf)
    return html(403, page('Something went wrong', alert('Please start again')));
  if (url.pathname === '/login') return login(world, session, method === 'POST' ? sent : undefined);
  if (!session.signedIn) return to('/login');
  const step = steps.findIndex(({ path }) => path === url.pathname);
  if (step >= 0) return newQuote(world, { session, step, sent: method === 'POST' ? sent : undefined });
  if (url.pathname.startsWith('/proposals')) return proposals(world, url);
  const [, id, what] = /^\/quotes\/([\w-]+)(?:\/([\w.]+))?$/.exec(url.pathname) ?? [];
  const quote = world.book.quotes.find((each) => each.id === id);
  if (!quote) return html(404, page('Not found', alert('There is no such quotation')));
  if (what === 'apply') return apply(world, { session, quote, sent: method === 'POST' ? sent : undefined });
  if (what === 'quotation.csv') return attachment('text/csv', 'quotation.csv', quoteCsv(quote));
  if (what === 'quotation.pdf') return attachment('application/pdf', 'quotation.pdf', await quotePdf(quote));
  return html(200, quotePage(quote));
}

function sessionOf(
  { sessions }: World,
  { headers }: LenderRequest,
): { session: Session; cookie: string | undefined } {
  const [, id = ''] = /(?:^|; )cobalt_session=(\w+)/.exec(headers.cookie ?? '') ?? [];
  const known = sessions.get(id);
  if (known) return { session: known, cookie: undefined };
  const name = randomBytes(16).toString('hex');
  const session = {
    csrf: randomBytes(16).toString('hex'),
    signedIn: false,
    entered: new Map<string, string>(),
  };
  sessions.set(name, session);
  return { session, cookie: `cobalt_session=${name}; Path=/; HttpOnly; SameSite=Lax` };
}

function login(
  { credential }: World,
  session: Session,
  sent: ReadonlyMap<string, string> | undefined,
): LenderAnswer {
  const fields = form('/login', { fields: signIn, button: 'Sign in', csrf: session.csrf });
  if (!sent) return html(200, page('Dealer sign-in', fields));
  session.signedIn = sent.get('user') === credential.user && sent.get('password') === credential.password;
  if (session.signedIn) return to('/quotes/new');
  return html(200, page('Dealer sign-in', alert('The user name or password is wrong') + fields));
}

function newQuote(
  { book }: World,
  { session, step, sent }: { session: Session; step: number; sent: Map<string, string> | undefined },
): LenderAnswer {
  // The caller found it.
  const { path, heading, fields, button } = steps[step] ?? steps[0];
  const show = (problem = '') =>
    html(200, page(heading, problem + form(path, { fields, button, csrf: session.csrf })));
  if (!sent) return show();
  for (const { name } of fields) session.entered.set(name, sent.get(name) ?? '');
  const next = steps[step + 1];
  if (next) return to(next.path);
  try {
    const { key, application } = applicationOf(session.entered);
    return to(`/quotes/${book.quote(application, key).id}`);
  } catch (error) {
    if (error instanceof RangeError) return show(alert(error.message));
    if (!(error instanceof Refusal)) throw error;
    const heading = error.kind === 'declined' ? 'Declined' : 'Not available';
    return html(200, page(heading, alert(error.message)));
  }
}

function apply(
  { book }: World,
  { session, quote, sent }: { session: Session; quote: QuoteEntry; sent: Map<string, string> | undefined },
): LenderAnswer {
  const path = `/quotes/${quote.id}/apply`;
  const content = form(path, { fields: applicationFields, button: 'Submit application', csrf: session.csrf });
  if (!sent) return html(200, page('Apply for finance', content));
  const key = sent.get('reference') ?? '';
  const complete = ['name', 'email', 'phone', 'line1', 'city', 'postcode', 'country'].every((name) =>
    sent.get(name),
  );
  if (!complete || !/^[A-Za-z0-9-]{16,64}$/.test(key))
    return html(200, page('Apply for finance', alert('Please complete the form') + content));
  try {
    return to(`/proposals/${book.propose({ quoteId: quote.id, key, callbackUrl: null }).id}`);
  } catch (error) {
    if (error instanceof Refusal) return html(200, page('Declined', alert(error.message)));
    throw error;
  }
}

function proposals({ book }: World, url: URL): LenderAnswer {
  const key = url.searchParams.get('your-reference');
  if (url.pathname === '/proposals' && key !== null) {
    const found = book.proposals.find((each) => each.key === key);
    return found
      ? to(`/proposals/${found.id}`)
      : html(200, page('No applications', alert('Nothing was found')));
  }
  const found = book.proposals.find(({ id }) => url.pathname === `/proposals/${id}`);
  if (!found) return html(404, page('Not found', alert('There is no such application')));
  return html(200, proposalPage(found));
}

function html(status: number, body: string): LenderAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function to(location: string): LenderAnswer {
  return { status: 303, headers: { location } };
}

function attachment(type: string, name: string, body: string | Buffer): LenderAnswer {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    body,
  };
}
