/** Applications at Cobalt: entered like a quotation, and looked up when somebody wants to know. */
import type { Page } from 'playwright-core';
import { FunderAnswerInvalid, FunderDeclined, FunderDoesNotKnow } from '../errors.ts';
import type { FunderProposal, ProposalState } from '../funder.ts';
import { alertOn, enter, go, headingOf, submit, tableOn, unknownPage } from './portal.ts';
import { kindWord, our, statusWord } from './words.ts';

export interface Place {
  readonly page: Page;
  /** The portal's address. */
  readonly url: string;
}

export async function apply(
  { page, url }: Place,
  proposal: FunderProposal,
  key: string,
): Promise<ProposalState> {
  const { quoteReference, applicant } = proposal;
  const { address } = applicant;
  await go(page, `${url}/quotes/${encodeURIComponent(quoteReference)}/apply`);
  if ((await headingOf(page)) === 'Not found') throw new FunderDeclined('Cobalt has no such quotation');
  await enter(page, 'Apply for finance', {
    'Your reference': key,
    'Applicant type': kindWord[applicant.kind],
    'Applicant name': applicant.name,
    'E-mail': applicant.email,
    Telephone: applicant.phone,
    'Address line 1': address.line1,
    'Address line 2': address.line2 ?? '',
    'Town or city': address.city,
    Postcode: address.postalCode,
    'Country code': address.country,
    'Date of birth': applicant.dateOfBirth ?? '',
    'Company number': applicant.companyNumber ?? '',
  });
  await submit(page, 'Submit application');
  const said = await alertOn(page);
  if ((await headingOf(page)) === 'Declined' && said !== undefined) throw new FunderDeclined(said);
  return stateOn(page, { key });
}

export async function statusOf({ page, url }: Place, reference: string): Promise<ProposalState> {
  await go(page, `${url}/proposals/${encodeURIComponent(reference)}`);
  if ((await headingOf(page)) === 'Not found') throw new FunderDoesNotKnow('Cobalt has no such application');
  return stateOn(page, { reference });
}

export async function findByKey({ page, url }: Place, key: string): Promise<ProposalState | undefined> {
  await go(page, `${url}/proposals?${new URLSearchParams({ 'your-reference': key })}`);
  return (await headingOf(page)) === 'No applications' ? undefined : stateOn(page, { key });
}

/** Throws FunderAnswerInvalid for an application that is not the one `asked` for. */
async function stateOn(page: Page, asked: { key?: string; reference?: string }): Promise<ProposalState> {
  const [, reference] = /^Application ([\w-]{1,64})$/.exec((await headingOf(page)) ?? '') ?? [];
  if (reference === undefined) throw unknownPage();
  const table = await tableOn(page);
  const key = table.get('Your reference');
  const status = our(statusWord, table.get('Status'));
  const changedAt = new Date(table.get('Updated') ?? '');
  if (!status || Number.isNaN(changedAt.getTime())) throw unknownPage();
  if ((asked.key ?? key) !== key || (asked.reference ?? reference) !== reference)
    throw new FunderAnswerInvalid('The page is of another application');
  return { reference, status, message: table.get('Note') || null, changedAt };
}
