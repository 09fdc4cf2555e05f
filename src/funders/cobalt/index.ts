/** Cobalt: a dealer portal for people and nothing else. Each dealing is one visit, signed in anew. */
import type { Page } from 'playwright-core';
import { FunderAnswerInvalid, FunderNotOffered } from '../errors.ts';
import { defineFunder } from '../funder.ts';
import { download, go, signIn } from './portal.ts';
import { apply, findByKey, statusOf } from './proposal.ts';
import { askForQuote, assertRoomForFees } from './quote.ts';
import { productWord } from './words.ts';

const MOST_PDF_BYTES = 5_000_000;

export const cobalt = defineFunder({
  id: 'cobalt',
  name: 'Cobalt Motor Finance',
  channel: 'BROWSER',
  products: ['HIRE_PURCHASE', 'PERSONAL_CONTRACT_PURCHASE'],
  handsOutPaper: true,
  credentialFields: [
    {
      name: 'user',
      label: 'User name',
      description: 'Of a dealer user that is for the hub alone: a person signing in would end its session.',
      secret: false,
      required: true,
      pattern: /^[\w.@-]{3,64}$/,
    },
    {
      name: 'password',
      label: 'Password',
      description: 'The password that goes with it. It must not ask for a second factor.',
      secret: true,
      required: true,
      pattern: /^[\x20-\x7e]{8,128}$/,
    },
  ],
  open(credential, world) {
    const { url } = world.settings;
    const visit = <Result>(
      { personal, signal }: { personal: readonly string[]; signal: AbortSignal },
      run: (page: Page) => Promise<Result>,
    ) =>
      world.browse(
        { origin: new URL(url).origin, personal: [...personal, ...Object.values(credential)], signal },
        async (page) => {
          await signIn(page, url, credential);
          return run(page);
        },
      );
    return {
      quote: async (request, { key, signal }) => {
        if (!productWord[request.product]) throw new FunderNotOffered('Cobalt does not offer this product');
        assertRoomForFees(request);
        const { name, email } = request.customer;
        return visit({ personal: [name, email], signal }, (page) => askForQuote(page, request, key));
      },
      propose: (proposal, { key, signal }) => {
        const { name, email, phone, address, dateOfBirth, companyNumber } = proposal.applicant;
        const personal = [name, email, phone, ...Object.values(address), dateOfBirth, companyNumber];
        return visit({ personal: personal.filter((each) => each !== null), signal }, (page) =>
          apply({ page, url }, proposal, key),
        );
      },
      status: (reference, signal) =>
        visit({ personal: [], signal }, (page) => statusOf({ page, url }, reference)),
      find: (key, signal) => visit({ personal: [], signal }, (page) => findByKey({ page, url }, key)),
      paper: (reference, signal) =>
        visit({ personal: [], signal }, async (page) => {
          await go(page, `${url}/quotes/${encodeURIComponent(reference)}`);
          return wholePdf(await download(page, 'Download PDF', MOST_PDF_BYTES));
        }),
    };
  },
});

function wholePdf(bytes: Buffer): Buffer {
  const whole = bytes.subarray(0, 5).toString() === '%PDF-' && bytes.subarray(-16).includes('%%EOF');
  if (!whole) throw new FunderAnswerInvalid('The quotation is no whole PDF');
  return bytes;
}
