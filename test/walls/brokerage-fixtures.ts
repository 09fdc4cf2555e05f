/** What fields about quotes and proposals are asked with. */
import { randomUUID } from 'node:crypto';
import type { Brokerage } from './brokerage.ts';
import type { Fixture } from './world.ts';

const of =
  (values: (of: Brokerage) => object | Promise<object>): Fixture['values'] =>
  async (world) => ({ ...(await values(world.brokerage)) });

const ask = (change: object = {}) => ({
  input: {
    product: 'HIRE_PURCHASE',
    customer: { kind: 'BUSINESS', name: 'Anybody', email: 'anybody@example.test' },
    asset: { description: 'A van', condition: 'NEW', priceExVat: '20000' },
    currency: 'GBP',
    termMonths: 12,
    // Nobody answers here.
    deadlineMs: 500,
    idempotencyKey: randomUUID(),
    ...change,
  },
});
const propose = (quoteId: string, change: object = {}) => ({
  input: {
    quoteId,
    applicant: {
      phone: '+44 20 7946 0958',
      address: { line1: '1 High Street', city: 'London', postalCode: 'SW1A 1AA', country: 'GB' },
      companyNumber: '01234567',
    },
    idempotencyKey: randomUUID(),
    ...change,
  },
});

export const brokerageFixtures: readonly [string, Fixture][] = [
  ['Query.funder', { values: () => ({ id: 'aurora' }) }],
  ['Mutation.updateFunder>Funder', { values: () => ({ input: { id: 'aurora', enabled: true } }) }],
  ['Mutation.updateFunder>FunderNotFound', { values: () => ({ input: { id: 'nobody', enabled: true } }) }],
  ['Mutation.updateFunder>FunderNotSetUp', { values: () => ({ input: { id: 'beacon', enabled: true } }) }],
  [
    'Mutation.updateFunder>HubInvalidInput',
    { values: () => ({ input: { id: 'aurora', credential: [{ name: 'nothing', value: 'known' }] } }) },
  ],
  ['Query.quote', { values: of(({ quote }) => ({ id: quote })) }],
  ['Query.quoteRequest', { values: of(({ request }) => ({ id: request })) }],
  ['Query.proposal', { values: of(({ proposal }) => ({ id: proposal })) }],
  ['Query.customerQuotes', { values: () => ({ email: 'Known.To.Its.Broker@example.test' }) }],
  ['Mutation.calculateQuotes>QuoteRequest', { values: () => ask() }],
  ['Mutation.calculateQuotes>FunderNotEnabled', { values: () => ask({ funderIds: ['nobody'] }) }],
  ['Mutation.calculateQuotes>QuoteRequestNotFound', { values: () => ask({ renews: randomUUID() }) }],
  [
    'Mutation.calculateQuotes>QuoteKeyReused',
    { values: of(({ requestKey }) => ask({ idempotencyKey: requestKey })) },
  ],
  ['Mutation.generateProposal>Proposal', { values: of(async ({ aQuote }) => propose(await aQuote())) }],
  ['Mutation.generateProposal>QuoteNotFound', { values: () => propose(randomUUID()) }],
  ['Mutation.generateProposal>QuoteExpired', { values: of(({ expired }) => propose(expired)) }],
  ['Mutation.generateProposal>QuoteSuperseded', { values: of(({ superseded }) => propose(superseded)) }],
  ['Mutation.generateProposal>QuoteAlreadyProposed', { values: of(({ proposed }) => propose(proposed)) }],
  [
    'Mutation.generateProposal>ProposalKeyReused',
    { values: of(({ quote, proposalKey }) => propose(quote, { idempotencyKey: proposalKey })) },
  ],
  ['Subscription.quoteRequestUpdated', { values: of(({ request }) => ({ id: request })) }],
  ['Subscription.proposalUpdated', { values: of(({ proposal }) => ({ id: proposal })) }],
];
