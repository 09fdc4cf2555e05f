// Beacon Business Credit on loopback: SOAP 1.2, a WS-Security user token with a password digest in each message, faults.
import { randomBytes } from 'node:crypto';
import type { ProposalStatus } from '../../../src/funders/funder.ts';
import { openBook, Refusal, type Book, type ProposalEntry } from '../lender/book.ts';
import {
  startLenderServer,
  type LenderAnswer,
  type LenderRequest,
  type LenderServer,
} from '../lender/server.ts';
import type { Tariff } from '../lender/terms.ts';
import { applicationFrom, proposalFields, quoteContent } from './codes.ts';
import {
  BEACON,
  digestOf,
  envelopeWith,
  Fault,
  faultWith,
  fields,
  readEnvelope,
  type Content,
  type Element,
  type UserToken,
} from './envelope.ts';

export type BeaconStep = 'quote' | 'propose' | 'status' | 'find';

export interface BeaconSandbox extends Pick<
  LenderServer<BeaconStep>,
  'url' | 'host' | 'count' | 'received' | 'underWay' | 'fault' | 'heal' | 'close'
> {
  readonly book: Book;
  readonly credential: { user: string; password: string };
  /** The next requests get a fault of the receiver. */
  faultNext(times?: number): void;
  decide(id: string, status: ProposalStatus, message?: string): void;
}

export interface BeaconOptions {
  readonly validMs?: number;
  readonly now?: () => number;
}

const tariff: Tariff = {
  rates: { HIRE_PURCHASE: '8.25', FINANCE_LEASE: '7.75', CONTRACT_HIRE: '7.1' },
  fees: [
    { kind: 'ARRANGEMENT', amount: '99.00', due: 'FIRST_PAYMENT' },
    { kind: 'OPTION_TO_PURCHASE', amount: '25.00', due: 'LAST_PAYMENT' },
  ],
};

interface World {
  readonly book: Book;
  readonly credential: BeaconSandbox['credential'];
  readonly usedNonces: Set<string>;
  faults: number;
}

export async function startBeaconSandbox({ validMs, now }: BeaconOptions = {}): Promise<BeaconSandbox> {
  const book = openBook({
    tariff,
    prefix: 'B',
    ...(now && { now }),
    ...(validMs !== undefined && { validMs }),
  });
  const credential = { user: 'broker.service', password: randomBytes(18).toString('hex') };
  const world: World = { book, credential, usedNonces: new Set(), faults: 0 };
  const server = await startLenderServer<BeaconStep>({
    stepOf,
    answer: (request) => answer(world, request),
  });
  return {
    ...server,
    book,
    credential,
    faultNext: (times = 1) => void (world.faults += times),
    decide: (id, status, message) => void book.decide(id, status, message),
  };
}

const steps: Readonly<Record<string, BeaconStep>> = {
  RequestQuote: 'quote',
  SubmitProposal: 'propose',
  GetProposal: 'status',
  FindProposal: 'find',
};

/** By the action, which SOAP 1.2 carries in the content type (part 2, section 6.5.3). */
function stepOf({ headers }: LenderRequest): BeaconStep | undefined {
  const [, operation = ''] =
    /action="urn:beacon:quotation:3\/(\w+)"/.exec(headers['content-type'] ?? '') ?? [];
  return steps[operation];
}

function answer(world: World, request: LenderRequest): LenderAnswer {
  try {
    if (request.method !== 'POST') return { status: 405 };
    if (!request.headers['content-type']?.startsWith('application/soap+xml')) return { status: 415 };
    if (world.faults > 0) {
      world.faults -= 1;
      return xml(500, faultWith('Receiver', 'b:Busy', 'The quotation engine is busy'));
    }
    const { token, message } = readEnvelope(request.body.toString('utf8'));
    authenticate(world, token);
    const operation = message.name.replace(`{${BEACON}}`, '');
    if (steps[operation] === undefined || steps[operation] !== stepOf(request))
      throw new Fault('b:Malformed', 'The action is not the message');
    return xml(200, envelopeWith(operation, contentOf(world, message, operation)));
  } catch (error) {
    if (error instanceof Fault) return xml(400, faultWith('Sender', error.subcode, error.message));
    if (!(error instanceof Refusal)) throw error;
    const subcode = error.kind === 'declined' ? 'b:Declined' : 'b:NotOffered';
    return xml(400, faultWith('Sender', subcode, error.message));
  }
}

const FRESH_MS = 5 * 60_000;

function authenticate({ credential, usedNonces }: World, token: UserToken): void {
  const { user, nonce, created, digest } = token;
  const holds = user === credential.user && digest === digestOf(nonce, created, credential.password);
  const isFresh = Math.abs(Date.now() - Date.parse(created)) < FRESH_MS;
  if (!holds || !isFresh || usedNonces.has(nonce))
    throw new Fault('wsse:FailedAuthentication', 'The user token is not good');
  usedNonces.add(nonce);
}

function contentOf({ book }: World, message: Element, operation: string): Content {
  switch (operation) {
    case 'RequestQuote': {
      const { key, application } = applicationFrom(message);
      return quoteContent(book.quote(application, key));
    }
    case 'SubmitProposal': {
      const sent = fields(message, proposalFields);
      const key = sent.get('ClientReference') ?? '';
      const quoteId = sent.get('QuoteReference') ?? '';
      return [['Proposal', proposalContent(book.propose({ key, quoteId, callbackUrl: null }))]];
    }
    case 'GetProposal': {
      const id = fields(message, ['ProposalReference']).get('ProposalReference');
      const found = book.proposals.find((each) => each.id === id);
      if (!found) throw new Fault('b:UnknownProposal', 'There is no such proposal');
      return [['Proposal', proposalContent(found)]];
    }
    default: {
      const key = fields(message, ['ClientReference']).get('ClientReference');
      const found = book.proposals.find((each) => each.key === key);
      return found ? [['Proposal', proposalContent(found)]] : [];
    }
  }
}

function proposalContent({ id, key, status, message, changedAt }: ProposalEntry): Content {
  const known: Content = [
    ['ProposalReference', id],
    ['ClientReference', key],
    ['Status', status],
  ];
  const why: Content = message === null ? [] : [['Message', message]];
  return [...known, ...why, ['ChangedAt', changedAt.toISOString()]];
}

function xml(status: number, body: string): LenderAnswer {
  return { status, headers: { 'content-type': 'application/soap+xml; charset=utf-8' }, body };
}
