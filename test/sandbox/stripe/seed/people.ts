// Invented people and their addresses. Mail addresses are in the domains RFC 2606 reserves for examples.
import type { CustomerFields } from '../resources/customers.ts';
import type { Random } from './random.ts';

const FIRST = [
  'Ada',
  'Zoë',
  'Łukasz',
  'Åsa',
  'José',
  'Niamh',
  'Søren',
  '陽菜',
  'Дарья',
  'نور',
  'Chloé',
  'Mehmet',
  'Grace',
  'Kwame',
  'Priya',
  'Tom',
];
const LAST = [
  'Okafor',
  'Müller',
  'Żółkiewska',
  'Lindström',
  'García Núñez',
  "O'Brien",
  'Ødegård',
  '渡辺',
  'Иванова',
  'حداد',
  'Lefèvre',
  'Yılmaz',
  'Hopper',
  'Mensah',
  'Raman',
  'Baker',
];
const DOMAINS = ['example.com', 'example.org', 'example.net'];
const PLACES = [
  {
    city: 'Portland',
    country: 'US',
    line1: '1200 NW Example Ave',
    postal_code: '97209',
    state: 'OR',
    locale: 'en-US',
  },
  {
    city: 'Berlin',
    country: 'DE',
    line1: 'Beispielstraße 12',
    postal_code: '10115',
    state: null,
    locale: 'de-DE',
  },
  {
    city: 'Göteborg',
    country: 'SE',
    line1: 'Exempelgatan 3',
    postal_code: '411 03',
    state: null,
    locale: 'sv-SE',
  },
  {
    city: '渋谷区',
    country: 'JP',
    line1: '例町1-2-3',
    postal_code: '150-0002',
    state: '東京都',
    locale: 'ja-JP',
  },
  {
    city: 'Kuwait City',
    country: 'KW',
    line1: 'Example St 7',
    postal_code: '13001',
    state: null,
    locale: 'ar-KW',
  },
  {
    city: 'London',
    country: 'GB',
    line1: '221 Sample Street',
    postal_code: 'NW1 6XE',
    state: null,
    locale: 'en-GB',
  },
];
const SEGMENTS = ['consumer', 'corporate', 'school', 'press'];

/** A customer as a box office knows one; about one in twelve left hardly anything about themselves. */
export function aPerson(random: Random): CustomerFields {
  const email = anAddress(random);
  if (random.chance(0.08)) return { email };
  const name = `${random.pick(FIRST)} ${random.pick(LAST)}`;
  const { locale, ...place } = random.pick(PLACES);
  const address = { ...place, line2: random.chance(0.3) ? `Apt ${random.between(1, 90)}` : null };
  const phone = `+1555${random.between(1_000_000, 9_999_999)}`;
  return {
    name,
    email,
    phone,
    address,
    description: `Ticket buyer since season ${random.between(2015, 2026)}`,
    metadata: {
      crm_id: `crm_${random.token(12)}`,
      segment: random.pick(SEGMENTS),
      newsletter: String(random.chance(0.6)),
    },
    preferred_locales: [locale],
    shipping: { name, phone, address },
    tax_exempt: random.chance(0.04) ? 'exempt' : 'none',
  };
}

export function anAddress(random: Random): string {
  return `${random.token(8).toLowerCase()}@${random.pick(DOMAINS)}`;
}
