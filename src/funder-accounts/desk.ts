/** Where funders are asked: opens a tenant's credential, puts the guard around the funder and keeps account of how it went. */
import DataLoader from 'dataloader';
import {
  FunderAnswerInvalid,
  FunderUnavailable,
  FunderDeclined,
  FunderNotOffered,
  UncertainOutcome,
} from '../funders/errors.ts';
import type {
  Browse,
  Funder,
  FunderConnection,
  FunderProposal,
  FunderSettings,
  ProposalState,
} from '../funders/funder.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { FunderRequest } from '../funders/funder-request.ts';
import { findFunder } from '../funders/registry.ts';
import { CredentialRefused, EgressDenied, errorCode } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { noteBreaker, noteRefusedCredential } from './account-notes.ts';
import { discreet } from './discreet.ts';
import { FunderNotEnabled, FunderNotFound } from './errors.ts';
import { createGuard, type Guard } from './guard.ts';
import { createHealthWriter, type HealthWriter } from './health.ts';
import { callbackUrlOf, openCredential, sealedAccounts, type SealedAccount } from './stored-account.ts';
import { worldOf } from './world.ts';

/** Every method throws the errors of funders/errors.ts, CredentialRefused, FunderNotEnabled, and the signal's reason. */
export interface FunderDesk {
  quote(of: Question & { request: FunderRequest; key: string }): Promise<FunderQuote>;
  /** Asked once, whatever happens. Throws UncertainOutcome unless it is known that the funder did not take it. */
  propose(
    of: Question & { proposal: Omit<FunderProposal, 'callbackUrl'>; key: string },
  ): Promise<ProposalState>;
  status(of: Question & { reference: string }): Promise<ProposalState>;
  /** What became of an UncertainOutcome; undefined when the funder is certain that it has no such proposal. */
  find(of: Question & { key: string }): Promise<ProposalState | undefined>;
  /** The funder's own quotation as a PDF, of a funder that hands it out. */
  paper(of: Question & { quoteReference: string }): Promise<Buffer>;
  /** Writes what is left to write. */
  close(): Promise<void>;
}

export interface Question {
  readonly tenantId: string;
  readonly funderId: string;
  /** From now, for everything. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

export interface DeskOptions {
  /** What the operator set, by funder id. */
  readonly settings: Readonly<Record<string, FunderSettings | undefined>>;
  readonly browse: Browse;
  /** The funders there are, beside those of the registry. */
  readonly find?: (id: string) => Funder | undefined;
}

/** What is kept of an account between two questions: its guard, and a connection, which may hold a token or a session. */
interface Counter {
  readonly guard: Guard;
  opened?: Opened;
}

/** What was found out for a question: the account as it stands, and what was kept of it from the last time. */
interface Found {
  readonly account: SealedAccount | undefined;
  readonly kept: Opened | undefined;
}

interface Opened {
  readonly version: number;
  readonly connection: FunderConnection;
  readonly callbackUrl: string;
}

/** Beyond it those longest not used go; theirs are the tenants that ask least. */
const COUNTERS_KEPT = 10_000;

export function openFunderDesk(platform: Platform, options: DeskOptions): FunderDesk {
  const health = createHealthWriter(platform);
  const ask = asking(platform, options, health);
  return {
    quote: (of) =>
      ask({ ...of, repeatable: true }, ({ connection }, signal) =>
        connection.quote(of.request, { key: of.key, signal }),
      ),
    propose: (of) => {
      let sent = false;
      return ask({ ...of, repeatable: false }, ({ connection, callbackUrl }, signal) => {
        sent = true;
        return connection.propose({ ...of.proposal, callbackUrl }, { key: of.key, signal });
      }).catch((error: unknown) => {
        if (!sent || saysNotTaken(error)) throw error;
        throw new UncertainOutcome('The funder may have taken the proposal', { cause: error });
      });
    },
    status: (of) =>
      ask({ ...of, repeatable: true }, ({ connection }, signal) => connection.status(of.reference, signal)),
    find: (of) =>
      ask({ ...of, repeatable: true }, ({ connection }, signal) => connection.find(of.key, signal)),
    paper: (of) =>
      ask({ ...of, repeatable: true }, ({ connection }, signal) => {
        if (!connection.paper) throw new FunderNotOffered('The funder hands out no quotation');
        return connection.paper(of.quoteReference, signal);
      }),
    close: () => health.close(),
  };
}

type Ask = <Result>(
  question: Question & { repeatable: boolean },
  use: (opened: Opened, signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

function asking(platform: Platform, options: DeskOptions, health: HealthWriter): Ask {
  const counterOf = counterBook(platform);
  const accounts = accountReader(platform);
  return async (question, use) => {
    const { tenantId, funderId } = question;
    const counter = counterOf(question);
    const account = await accounts.load(question);
    const opened = open(platform, options, { ...question, account, kept: counter.opened });
    counter.opened = opened;
    const begun = performance.now();
    const note = (failure: string | undefined) =>
      health.note({ tenantId, funderId, ms: performance.now() - begun, failure });
    try {
      const result = await counter.guard.run(question, (signal) => use(opened, signal));
      note(undefined);
      return result;
    } catch (error) {
      if (question.signal.aborted) throw error;
      note(isAnswer(error) ? undefined : errorCode(error));
      if (error instanceof CredentialRefused) await noteRefusedCredential(platform, { tenantId, funderId });
      if (error instanceof FunderAnswerInvalid && error.cause)
        platform.log.warn({ err: error, funder: funderId }, 'answer of a funder not read');
      throw error;
    }
  };
}

function counterBook(platform: Platform): (of: Question) => Counter {
  const counters = new Map<string, Counter>();
  return ({ tenantId, funderId }) => {
    const name = nameOf({ tenantId, funderId });
    const counter = counters.get(name) ?? {
      guard: createGuard((state) => void noteBreaker(platform, { tenantId, funderId, state })),
    };
    counters.delete(name);
    counters.set(name, counter);
    const [oldest] = counters.keys();
    if (counters.size > COUNTERS_KEPT && oldest !== undefined) counters.delete(oldest);
    return counter;
  };
}

/** To say no is to answer. */
function isAnswer(error: unknown): boolean {
  return error instanceof FunderDeclined || error instanceof FunderNotOffered;
}

function saysNotTaken(error: unknown): boolean {
  return isAnswer(error) || error instanceof CredentialRefused || error instanceof EgressDenied;
}

/** Reads accounts anew each time; those of a tenant that are asked for at the same time together. */
function accountReader(platform: Platform): DataLoader<Question, SealedAccount | undefined, Question> {
  return new DataLoader(
    async (questions) => {
      const found = new Map<string, SealedAccount>();
      const reads = [...Map.groupBy(questions, ({ tenantId }) => tenantId)].map(async ([tenantId, its]) => {
        const funderIds = its.map(({ funderId }) => funderId);
        for (const account of await sealedAccounts(platform, tenantId, funderIds))
          found.set(nameOf({ tenantId, funderId: account.funderId }), account);
      });
      await Promise.all(reads);
      return questions.map((question) => found.get(nameOf(question)));
    },
    { cache: false },
  );
}

function nameOf({ tenantId, funderId }: Pick<Question, 'tenantId' | 'funderId'>): string {
  return `${tenantId} ${funderId}`;
}

function open(
  platform: Platform,
  { settings, browse, find = findFunder }: DeskOptions,
  { tenantId, funderId, account, kept }: Question & Found,
): Opened {
  const funder = find(funderId);
  if (!funder) throw new FunderNotFound(funderId);
  if (!account?.enabled) throw new FunderNotEnabled(`${funder.name} is not enabled`);
  const set = settings[funderId];
  if (!set) throw new FunderUnavailable(`It is not set where ${funder.name} is`);
  if (account.restsUntil)
    throw new FunderUnavailable('Failed several times in a row and is left alone for a while');
  if (kept?.version === account.version) return kept;
  const credential = openCredential(platform, tenantId, account);
  return {
    version: account.version,
    connection: discreet(funder.open(credential, worldOf(platform, set, browse)), credential),
    callbackUrl: callbackUrlOf(platform.publicUrl, funderId, account.id),
  };
}
