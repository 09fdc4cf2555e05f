/** Beacon's faults under the contract's names. */
import { CredentialRefused } from '../../platform/errors.ts';
import { FunderDeclined, FunderDoesNotKnow, FunderNotOffered, FunderUnavailable } from '../errors.ts';
import { SoapFault } from '../transports/soap.ts';

/** Runs a call; a fault becomes what it means. */
export async function calling<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof SoapFault ? meaningOf(error) : error;
  }
}

function meaningOf({ code, subcode, message }: SoapFault): Error {
  switch (subcode) {
    case 'Declined':
      return new FunderDeclined(message);
    case 'NotOffered':
      return new FunderNotOffered(message);
    case 'UnknownProposal':
      return new FunderDoesNotKnow(message);
    // Web Services Security 1.1.1, section 12.
    case 'FailedAuthentication':
    case 'InvalidSecurity':
      return new CredentialRefused('Beacon refused the user');
    default:
      return new FunderUnavailable(`Beacon answered with a fault of the ${code.toLowerCase()}`);
  }
}
