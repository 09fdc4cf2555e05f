/** Proposals at Aurora: submitting, looking after them, and what Aurora tells of them by itself. */
import { createHmac } from 'node:crypto';
import { SignatureRefused } from '../../platform/errors.ts';
import { sameSecret } from '../../platform/same-secret.ts';
import { FunderAnswerInvalid, FunderDeclined, FunderDoesNotKnow, FunderUnavailable } from '../errors.ts';
import type {
  CallbackMessage,
  FunderCall,
  FunderProposal,
  ProposalState,
  StatusCallback,
} from '../funder.ts';
import { checked } from '../transports/rest.ts';
import { parseStrictJson } from '../transports/strict-json.ts';
import type { Ask } from './client.ts';
import { callbackBody, problem, proposalAnswer, proposalList, type ProposalAnswer } from './wire.ts';

export async function submit(
  ask: Ask,
  { proposal, key, signal }: FunderCall & { proposal: FunderProposal },
): Promise<ProposalState> {
  const { quoteReference, applicant, callbackUrl } = proposal;
  const { status, json } = await ask({
    method: 'POST',
    path: '/v2/proposals',
    headers: { 'idempotency-key': key },
    body: { clientReference: key, quoteId: quoteReference, applicant, callbackUrl },
    signal,
  });
  // 409 says nothing about the proposal: one with this key is being worked on (draft-ietf-httpapi-idempotency-key-header-07, 2.6).
  if (status === 422) {
    throw new FunderDeclined(checked(problem, json).title ?? 'Aurora does not take the proposal');
  }
  if (status !== 200 && status !== 201) throw new FunderUnavailable(`Aurora answered ${status}`);
  const answer = checked(proposalAnswer, json);
  if (answer.clientReference !== key) throw new FunderAnswerInvalid('The answer is for another proposal');
  return stateOf(answer);
}

export async function statusOf(ask: Ask, reference: string, signal: AbortSignal): Promise<ProposalState> {
  const path = `/v2/proposals/${encodeURIComponent(reference)}`;
  const { status, json } = await ask({ method: 'GET', path, signal });
  if (status === 404) throw new FunderDoesNotKnow('Aurora has no such proposal');
  if (status !== 200) throw new FunderUnavailable(`Aurora answered ${status}`);
  const answer = checked(proposalAnswer, json);
  if (answer.id !== reference) throw new FunderAnswerInvalid('The answer is for another proposal');
  return stateOf(answer);
}

export async function findByKey(
  ask: Ask,
  key: string,
  signal: AbortSignal,
): Promise<ProposalState | undefined> {
  const path = `/v2/proposals?${new URLSearchParams({ clientReference: key })}`;
  const { status, json } = await ask({ method: 'GET', path, signal });
  if (status !== 200) throw new FunderUnavailable(`Aurora answered ${status}`);
  const [answer] = checked(proposalList, json).items;
  if (answer && answer.clientReference !== key)
    throw new FunderAnswerInvalid('The answer is for another proposal');
  return answer && stateOf(answer);
}

/** A message older or newer than this is refused: it may be one that was recorded. */
const TOLERANCE_MS = 5 * 60_000;

/** `Aurora-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`, with the account's callback secret. */
export const auroraCallback: StatusCallback = {
  verify({ raw, headers }, { callbackSecret }, nowMs): CallbackMessage {
    const signature = String(headers['aurora-signature']);
    const [, seconds = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    const expected = createHmac('sha256', callbackSecret ?? '')
      .update(`${seconds}.`)
      .update(raw)
      .digest('hex');
    if (!callbackSecret || !sameSecret(given, expected)) throw new SignatureRefused('Invalid signature');
    if (Math.abs(nowMs - Number(seconds) * 1000) > TOLERANCE_MS)
      throw new SignatureRefused('Timestamp too old');
    return readCallback(raw);
  },
};

function readCallback(raw: Buffer): CallbackMessage {
  try {
    const { id, proposal } = checked(callbackBody, parseStrictJson(raw.toString('utf8')));
    return { id, state: stateOf(proposal) };
  } catch (cause) {
    throw new SignatureRefused('The message is not as documented', { cause });
  }
}

function stateOf({ id, status, message, changedAt }: ProposalAnswer): ProposalState {
  return { reference: id, status, message, changedAt: new Date(changedAt) };
}
