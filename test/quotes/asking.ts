/** A broker: a tenant that deals with funders, and how it asks them. */
import { expect } from '@jest/globals';
import type { Hub, Tenant } from '../support/hub.ts';

export const BROKER_SCOPES = [
  'funders:read',
  'funders:write',
  'quotes:read',
  'quotes:write',
  'proposals:write',
];

/** A tenant that has entered a credential for each funder, by the funder's id. */
export async function aBroker(
  hub: Hub,
  credentials: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Tenant> {
  const tenant = await hub.aTenant(BROKER_SCOPES);
  for (const [id, credential] of Object.entries(credentials)) {
    const values = Object.entries(credential).map(([name, value]) => ({ name, value }));
    const { updateFunder } = await tenant.ask<{ updateFunder: { __typename: string } }>(
      `mutation ($input: UpdateFunderInput!) {
        updateFunder(input: $input) { __typename ... on HubProblem { code message } } }`,
      { input: { id, credential: values } },
    );
    expect(updateFunder).toEqual({ __typename: 'Funder' });
  }
  return tenant;
}

/** A van, bought in 36 instalments. */
export function aVan(change: object = {}) {
  return {
    product: 'HIRE_PURCHASE',
    customer: { kind: 'BUSINESS', name: 'Baker Ltd', email: 'Office@Baker.example' },
    asset: { description: 'Ford Transit 2.0', condition: 'NEW', priceExVat: '20000.00', vat: '4000.00' },
    currency: 'GBP',
    deposit: '2400.00',
    termMonths: 36,
    idempotencyKey: crypto.randomUUID(),
    ...change,
  };
}

export interface Asked {
  __typename: string;
  code?: string;
  field?: string | null;
  message?: string;
  id: string;
  complete: boolean;
  answers: {
    funder: { id: string };
    outcome: string | null;
    late: boolean;
    message: string | null;
    quote: { id: string } | null;
  }[];
  quotes: { id: string; totalCost: { amount: string } }[];
}

export const REQUEST = `id complete answers { funder { id } outcome late message latencyMs quote { id } }
  quotes { id totalCost { amount } }`;

export async function askForQuotes(tenant: Tenant, input: object): Promise<Asked> {
  const { calculateQuotes } = await tenant.ask<{ calculateQuotes: Asked }>(
    `mutation ($input: CalculateQuotesInput!) { calculateQuotes(input: $input) {
      __typename ... on QuoteRequest { ${REQUEST} } ... on HubProblem { code message }
      ... on HubInvalidInput { field } } }`,
    { input },
  );
  return calculateQuotes;
}

/** What a company enters to apply. */
export const APPLICANT = {
  phone: '+44 20 7946 0958',
  address: { line1: '1 High Street', city: 'London', postalCode: 'SW1A 1AA', country: 'GB' },
  companyNumber: '01234567',
};

export interface Proposed {
  __typename: string;
  id: string;
  code?: string;
  field?: string | null;
  status: string;
  note: string | null;
  reference: string | null;
  document: { url: string; expiresAt: string } | null;
  quotation: { url: string } | null;
}

export const PROPOSAL = 'id status note reference document { url expiresAt } quotation { url }';

export async function propose(tenant: Tenant, quoteId: string, change: object = {}): Promise<Proposed> {
  const { generateProposal } = await tenant.ask<{ generateProposal: Proposed }>(
    `mutation ($input: GenerateProposalInput!) { generateProposal(input: $input) {
      __typename ... on Proposal { ${PROPOSAL} } ... on HubProblem { code message }
      ... on HubInvalidInput { field } } }`,
    { input: { quoteId, applicant: APPLICANT, idempotencyKey: crypto.randomUUID(), ...change } },
  );
  return generateProposal;
}

/** The proposal once it fits, looked at until then. */
export async function proposalOnce(
  tenant: Tenant,
  id: string,
  fits: (proposal: Proposed) => boolean,
): Promise<Proposed> {
  const end = Date.now() + 20_000;
  for (;;) {
    const { proposal } = await tenant.ask<{ proposal: Proposed }>(
      `query ($id: ID!) { proposal(id: $id) { ${PROPOSAL} } }`,
      { id },
    );
    if (fits(proposal)) return proposal;
    if (Date.now() > end) throw new Error(`the proposal is still ${JSON.stringify(proposal)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** By funder: what came of it. */
export function outcomesOf({ answers }: Asked): Record<string, string | null> {
  return Object.fromEntries(answers.map(({ funder, outcome }) => [funder.id, outcome]));
}
