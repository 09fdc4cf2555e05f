/** Asking Aurora for terms: it may think, and is then asked again until it knows. */
import { addedUp } from '../adds-up.ts';
import { statedAmount, statedRate } from '../decimal.ts';
import { assertEchoes } from '../echo.ts';
import { FunderAnswerInvalid, FunderDeclined, FunderNotOffered, FunderUnavailable } from '../errors.ts';
import type { FunderCall, FunderWorld } from '../funder.ts';
import type { FunderQuote } from '../funder-quote.ts';
import type { FunderRequest } from '../funder-request.ts';
import { checked, type RestAnswer } from '../transports/rest.ts';
import type { Ask } from './client.ts';
import { feeOf, productOf, wireFee, wireProduct } from './words.ts';
import { problem, quoteAnswer, type ReadyQuote } from './wire.ts';

/** Between two looks, whatever Aurora says. */
const LEAST_PAUSE_MS = 10;

export async function askForQuote(
  ask: Ask,
  world: FunderWorld,
  { request, key, signal }: FunderCall & { request: FunderRequest },
): Promise<FunderQuote> {
  const headers = { 'idempotency-key': key };
  let answer = await ask({ method: 'POST', path: '/v2/quotes', headers, body: bodyOf(request, key), signal });
  for (;;) {
    const quote = checked(quoteAnswer, accepted(answer));
    if (quote.clientReference !== key) throw new FunderAnswerInvalid('The answer is for another request');
    if (quote.status === 'DECLINED') throw new FunderDeclined(quote.reason);
    if (quote.status === 'READY') return read(quote, request, key);
    await world.sleep(Math.max(quote.pollAfterMs, LEAST_PAUSE_MS), signal);
    answer = await ask({ method: 'GET', path: `/v2/quotes/${quote.id}`, signal });
  }
}

function bodyOf(request: FunderRequest, key: string): object {
  const { customer, asset } = request;
  return {
    clientReference: key,
    product: wireProduct[request.product],
    customer: { type: customer.kind.toLowerCase(), name: customer.name, email: customer.email },
    asset: {
      description: asset.description,
      condition: asset.condition.toLowerCase(),
      priceExVat: asset.priceExVat,
      vat: asset.vat,
      price: asset.price,
    },
    currency: request.currency,
    deposit: request.deposit,
    balloon: request.balloon,
    termMonths: request.termMonths,
    annualMileage: request.annualMileage,
    frequency: request.frequency.toLowerCase(),
    timing: request.timing.toLowerCase(),
    ...(request.fees && { brokerFees: request.fees.map(wireFee) }),
  };
}

/** Throws what a refusal says. */
function accepted({ status, json }: RestAnswer): unknown {
  if (status === 200 || status === 201 || status === 202) return json;
  const { type, title = 'Aurora does not offer this' } = checked(problem, json);
  if (status === 422 && type.endsWith('/not-offered')) throw new FunderNotOffered(title);
  throw new FunderUnavailable(`Aurora refused the request (${status})`);
}

function read({ id, asked, terms }: ReadyQuote, request: FunderRequest, key: string): FunderQuote {
  const charged = (by: 'lender' | 'broker') =>
    terms.fees.filter(({ chargedBy }) => chargedBy === by).map(feeOf);
  const [own, ours] = [charged('lender'), charged('broker')];
  assertEchoes(
    {
      ...asked,
      key,
      product: productOf(asked.product),
      deposit: statedAmount(asked.deposit, 'deposit'),
      price: statedAmount(asked.price, 'price'),
      frequency: asked.frequency.toUpperCase(),
      timing: asked.timing.toUpperCase(),
      fees: ours,
    },
    request,
    key,
  );
  const quote = {
    reference: id,
    validUntil: new Date(terms.validUntil),
    payment: statedAmount(terms.payment, 'payment'),
    numberOfPayments: terms.numberOfPayments,
    fees: [...own, ...ours],
    balloon: statedAmount(terms.balloon, 'balloon'),
    totalPayable: statedAmount(terms.totalPayable, 'totalPayable'),
    totalCharge: terms.totalCharge === null ? null : statedAmount(terms.totalCharge, 'totalCharge'),
    nominalRate: statedRate(terms.nominalRate, 'nominalRate'),
    apr: terms.apr === null ? null : statedRate(terms.apr, 'apr'),
  };
  return addedUp(quote, request);
}
