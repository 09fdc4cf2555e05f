/** Aurora: REST with JSON, OAuth client credentials, quotes that are thought about and polled for, signed callbacks. */
import { defineFunder, products } from '../funder.ts';
import { auroraClient } from './client.ts';
import { auroraCallback, findByKey, statusOf, submit } from './proposal.ts';
import { askForQuote } from './quote.ts';

export const aurora = defineFunder({
  id: 'aurora',
  name: 'Aurora Asset Finance',
  channel: 'REST',
  products,
  credentialFields: [
    {
      name: 'clientId',
      label: 'Client id',
      description: 'In the Aurora partner console, under API clients.',
      secret: false,
      required: true,
      pattern: /^[\w-]{8,64}$/,
    },
    {
      name: 'clientSecret',
      label: 'Client secret',
      description: 'Shown once when the API client is made.',
      secret: true,
      required: true,
      pattern: /^[\x21-\x7e]{16,128}$/,
    },
    {
      name: 'callbackSecret',
      label: 'Callback secret',
      description:
        'In the Aurora partner console, under Callbacks. Without it statuses are asked for instead of told.',
      secret: true,
      required: false,
      pattern: /^[\x21-\x7e]{16,128}$/,
    },
  ],
  open(credential, world) {
    const ask = auroraClient(credential, world);
    return {
      quote: (request, call) => askForQuote(ask, world, { request, ...call }),
      // Without a secret its messages could not be believed.
      propose: (proposal, call) =>
        submit(ask, {
          proposal: { ...proposal, callbackUrl: credential['callbackSecret'] ? proposal.callbackUrl : null },
          ...call,
        }),
      status: (reference, signal) => statusOf(ask, reference, signal),
      find: (key, signal) => findByKey(ask, key, signal),
    };
  },
  callback: auroraCallback,
});
