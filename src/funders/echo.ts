/** Whether an answer is the answer to what was asked. Funders repeat the question; a difference means somebody else's terms. */
import { FunderAnswerInvalid } from './errors.ts';
import type { Fee } from './fee.ts';
import type { FunderRequest } from './funder-request.ts';

export interface Echo {
  readonly key: string;
  readonly product: string | undefined;
  readonly currency: string;
  readonly termMonths: number;
  readonly deposit: string;
  readonly price: string;
  readonly frequency: string | undefined;
  readonly timing: string | undefined;
  /** Those of the offer that the funder was asked to charge, in whatever order. */
  readonly fees: readonly Fee[];
}

/** Throws FunderAnswerInvalid naming what differs; never what it was. */
export function assertEchoes({ fees, ...echo }: Echo, request: FunderRequest, key: string): void {
  const asked: typeof echo = {
    key,
    product: request.product,
    currency: request.currency,
    termMonths: request.termMonths,
    deposit: request.deposit,
    price: request.asset.price,
    frequency: request.frequency,
    timing: request.timing,
  };
  // `as`: the keys of the literal above.
  for (const name of Object.keys(asked) as (keyof typeof asked)[]) {
    if (echo[name] !== asked[name]) throw new FunderAnswerInvalid(`The answer is for another ${name}`);
  }
  if (listed(fees) !== listed(request.fees ?? []))
    throw new FunderAnswerInvalid('The answer charges other fees than were asked for');
}

function listed(fees: readonly Fee[]): string {
  return fees
    .map(({ kind, amount, due }) => `${kind} ${amount} ${due}`)
    .sort()
    .join();
}
