/** A funder's own words are kept and shown: what they repeat of a credential is taken out first. */
import type { FunderConnection, FunderCredential, ProposalState } from '../funders/funder.ts';
import { HubError } from '../platform/errors.ts';

/** Shorter values are words that people use: to hide them would spoil messages and tell what they are. */
const LEAST_LENGTH = 8;

/** The text without any value of the credential. */
export function hideSecrets(text: string, credential: FunderCredential): string {
  const secrets = Object.values(credential).filter(({ length }) => length >= LEAST_LENGTH);
  // The longest first: one may be a part of another.
  const ordered = secrets.toSorted((one, other) => other.length - one.length);
  return ordered.reduce((left, secret) => left.replaceAll(secret, '***'), text);
}

export function discreetState(state: ProposalState, credential: FunderCredential): ProposalState {
  return state.message === null ? state : { ...state, message: hideSecrets(state.message, credential) };
}

/** The same connection, whose refusals and messages repeat no secret. */
export function discreet(connection: FunderConnection, credential: FunderCredential): FunderConnection {
  const told = <Answer>(answer: Promise<Answer>) =>
    answer.catch((error: unknown) => {
      if (error instanceof HubError) error.message = hideSecrets(error.message, credential);
      throw error;
    });
  const state = (known: ProposalState) => discreetState(known, credential);
  const { paper } = connection;
  return {
    quote: (request, call) => told(connection.quote(request, call)),
    propose: (proposal, call) => told(connection.propose(proposal, call)).then(state),
    status: (reference, signal) => told(connection.status(reference, signal)).then(state),
    find: (key, signal) => told(connection.find(key, signal)).then((known) => known && state(known)),
    ...(paper && { paper: (reference: string, signal: AbortSignal) => told(paper(reference, signal)) }),
  };
}
