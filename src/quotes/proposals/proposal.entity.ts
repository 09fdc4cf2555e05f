import { defineEntity, p } from '@mikro-orm/core';
import { proposalStatuses } from '../../funders/funder.ts';
import { createdAt, instant } from '../../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../../platform/db/row-security.ts';
import { workColumns } from '../../platform/work/work-columns.ts';

/**
 * Before the funder has it: not sent yet, about to be sent (whoever finds it so cannot know whether it was), perhaps taken.
 * Then the funder's own words; and refused for a reason that a new proposal can mend.
 */
export const proposalStates = ['READY', 'SUBMITTING', 'UNCERTAIN', ...proposalStatuses, 'FAILED'] as const;
export type ProposalStateName = (typeof proposalStates)[number];

/** A quote that a customer applies for: given to the funder once and only once. */
export const Proposal = defineEntity({
  name: 'Proposal',
  tableName: 'proposal',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'proposal_waiting',
      expression: `create index "proposal_waiting" on "proposal" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    {
      name: 'proposal_running',
      expression: `create index "proposal_running" on "proposal" ("tenant_id") where status = 'RUNNING'`,
    },
    {
      name: 'proposal_of_quote',
      expression: `create unique index "proposal_of_quote" on "proposal" ("quote_id") where state <> 'FAILED'`,
    },
    { name: 'proposal_of_reference', properties: ['tenantId', 'funderId', 'reference'] },
  ],
  uniques: [{ name: 'proposal_once', properties: ['tenantId', 'idempotencyKey'] }],
  properties: {
    /** Also the key under which it is submitted. */
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    quoteId: p.uuid(),
    funderId: p.string(),
    idempotencyKey: p.string(),
    bodyHash: p.blob(),
    /** Sealed JSON of an `Applicant`. */
    applicant: p.blob().lazy(),
    /** Sealed key of the files; null of a proposal from before files were sealed, whose files lie open. */
    fileKey: p.blob().lazy().nullable(),
    state: p.enum(proposalStates),
    /** The funder's own words, or ours, for people. */
    message: p.text().nullable(),
    /** The funder's name for it. */
    reference: p.string().nullable(),
    /** When sending it was last begun: what was sent then may still arrive for a while. */
    begunAt: instant().nullable(),
    /** How often sending it was begun. */
    submissions: p.integer().defaultRaw('0').default(0),
    /** When its state came to be so, by the funder's clock. */
    changedAt: instant().nullable(),
    /** Key of the PDF in the storage. */
    document: p.string().nullable(),
    /** The same of the funder's own quotation. */
    quotation: p.string().nullable(),
    requestedBy: p.string(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    status: p.enum(['QUEUED', 'RUNNING', 'DONE'] as const),
    ...workColumns,
  },
});

/** A funder's message about a proposal that has been heeded: hearing it again changes nothing. */
export const FunderMessage = defineEntity({
  name: 'FunderMessage',
  tableName: 'funder_message',
  ...tenantOnly,
  properties: {
    tenantId: p.uuid().primary(),
    funderId: p.string().primary(),
    /** The funder's id of the message. */
    messageId: p.string().primary(),
    reference: p.string(),
    receivedAt: createdAt(),
  },
});
