/** Beacon: SOAP 1.2 with faults, a user token in each message, codes for everything, and no callbacks. */
import { fileURLToPath } from 'node:url';
import { defineFunder } from '../funder.ts';
import { soapService } from '../transports/soap.ts';
import { findByKey, statusOf, submit } from './proposal.ts';
import { askForQuote } from './quote.ts';

const wsdl = fileURLToPath(new URL('beacon.wsdl', import.meta.url));

export const beacon = defineFunder({
  id: 'beacon',
  name: 'Beacon Business Credit',
  channel: 'SOAP',
  products: ['HIRE_PURCHASE', 'FINANCE_LEASE', 'CONTRACT_HIRE'],
  credentialFields: [
    {
      name: 'user',
      label: 'Service user',
      description: 'The user that Beacon set up for your web service access.',
      secret: false,
      required: true,
      pattern: /^[\w.@-]{3,64}$/,
    },
    {
      name: 'password',
      label: 'Password',
      description: "The service user's password, not that of a person.",
      secret: true,
      required: true,
      pattern: /^[\x20-\x7e]{12,128}$/,
    },
  ],
  open({ user = '', password = '' }, world) {
    const call = soapService(world, {
      wsdl,
      namespace: 'urn:beacon:quotation:3',
      repeatable: ['Fee', 'IntroducerFee'],
      user: { name: user, password },
    });
    return {
      quote: (request, { key, signal }) => askForQuote(call, { request, key, signal }),
      propose: (proposal, { key, signal }) => submit(call, { proposal, key, signal }),
      status: (reference, signal) => statusOf(call, reference, signal),
      find: (key, signal) => findByKey(call, key, signal),
    };
  },
});
