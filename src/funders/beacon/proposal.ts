/** Proposals at Beacon. It tells nothing by itself: whoever wants to know asks. */
import { z } from 'zod';
import { FunderAnswerInvalid } from '../errors.ts';
import { proposalStatuses, type FunderCall, type FunderProposal, type ProposalState } from '../funder.ts';
import { checked } from '../transports/rest.ts';
import type { SoapCall } from '../transports/soap.ts';
import { calling } from './faults.ts';

const state = z.strictObject({
  ProposalReference: z.string().regex(/^[\w-]{1,64}$/),
  ClientReference: z.string(),
  Status: z.enum(proposalStatuses),
  Message: z.string().max(1000).optional(),
  ChangedAt: z.iso.datetime(),
});
const one = z.strictObject({ Proposal: state });
// The library makes null of an element without content.
const oneOrNone = z.strictObject({ Proposal: state.optional() }).nullable();

export async function submit(
  call: SoapCall,
  { proposal, key, signal }: FunderCall & { proposal: FunderProposal },
): Promise<ProposalState> {
  const { quoteReference, applicant } = proposal;
  const { address, dateOfBirth, companyNumber } = applicant;
  const body = {
    ClientReference: key,
    QuoteReference: quoteReference,
    ApplicantType: applicant.kind === 'INDIVIDUAL' ? 'I' : 'B',
    Name: applicant.name,
    Email: applicant.email,
    Phone: applicant.phone,
    AddressLine1: address.line1,
    ...(address.line2 !== null && { AddressLine2: address.line2 }),
    City: address.city,
    PostalCode: address.postalCode,
    Country: address.country,
    ...(dateOfBirth !== null && { DateOfBirth: dateOfBirth }),
    ...(companyNumber !== null && { CompanyNumber: companyNumber }),
  };
  const { Proposal } = checked(one, await calling(() => call('SubmitProposal', body, signal)));
  return stateOf(Proposal, { ClientReference: key });
}

export async function statusOf(
  call: SoapCall,
  reference: string,
  signal: AbortSignal,
): Promise<ProposalState> {
  const body = { ProposalReference: reference };
  const { Proposal } = checked(one, await calling(() => call('GetProposal', body, signal)));
  return stateOf(Proposal, body);
}

export async function findByKey(
  call: SoapCall,
  key: string,
  signal: AbortSignal,
): Promise<ProposalState | undefined> {
  const body = { ClientReference: key };
  const answer = checked(oneOrNone, await calling(() => call('FindProposal', body, signal)));
  return answer?.Proposal && stateOf(answer.Proposal, body);
}

/** Throws FunderAnswerInvalid for a proposal that is not the one `asked` for. */
function stateOf(
  said: z.infer<typeof state>,
  asked: Partial<Pick<z.infer<typeof state>, 'ProposalReference' | 'ClientReference'>>,
): ProposalState {
  const { ProposalReference = said.ProposalReference, ClientReference = said.ClientReference } = asked;
  if (said.ProposalReference !== ProposalReference || said.ClientReference !== ClientReference)
    throw new FunderAnswerInvalid('The answer is for another proposal');
  return {
    reference: said.ProposalReference,
    status: said.Status,
    message: said.Message ?? null,
    changedAt: new Date(said.ChangedAt),
  };
}
