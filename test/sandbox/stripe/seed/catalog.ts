// What the invented box office sells and how its payments turn out.
import { DECLINE_CODES } from '../resources/cards.ts';
import type { CurrencyCode } from '../resources/currencies.ts';
import { CURRENCIES } from '../resources/currencies.ts';
import type { PaymentChange } from '../resources/payments.ts';
import type { ProductFields } from '../resources/products.ts';
import type { Random } from './random.ts';

const SHOWS = [
  'Hamlet',
  'La Bohème',
  'Der Freischütz',
  'Swan Lake',
  '能「羽衣」',
  'Jazz at Nine',
  'Children’s Matinée',
];
const KINDS = ['Evening ticket', 'Season pass', 'Friends’ membership', 'Balcony seat', 'Livestream'];
/** Weighted: most of the business is in dollars and euros. */
const CURRENCY_MIX: readonly CurrencyCode[] = [
  'usd',
  'usd',
  'usd',
  'usd',
  'eur',
  'eur',
  'gbp',
  'sek',
  'jpy',
  'kwd',
];

export function aProduct(random: Random): ProductFields & { name: string } {
  const show = random.pick(SHOWS);
  return {
    name: `${show}: ${random.pick(KINDS)}`,
    description: `Admission to ${show}. Doors open thirty minutes before the performance.`,
    active: random.chance(0.92),
    images: ['https://images.example.com/shows/poster.png'],
    metadata: { venue: `hall-${random.between(1, 9)}`, season: '2026/27', sku: random.token(10) },
    shippable: false,
    unit_label: 'seat',
    url: 'https://boxoffice.example.com/shows',
  };
}

export function aCurrency(random: Random): CurrencyCode {
  return random.pick(CURRENCY_MIX);
}

/** Around the currency's typical price, in its smallest unit and its steps. */
export function anAmount(random: Random, currency: CurrencyCode): number {
  const { typical, step } = CURRENCIES[currency];
  return Math.max(step, Math.round((typical * (0.2 + 2.4 * random.next())) / step) * step);
}

/** About 85 in 100 payments succeed; the others are declined or never completed. */
export function anOutcome(random: Random): NonNullable<PaymentChange['outcome']> {
  const draw = random.next();
  if (draw < 0.86) return 'succeeded';
  return draw < 0.94 ? random.pick(DECLINE_CODES) : 'requires_payment_method';
}
