/** Figures, and the answers they come in: what is not exactly as documented is no figure. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addedUp } from '../../src/funders/adds-up.ts';
import { parseCsv, quoteFrom } from '../../src/funders/cobalt/quotation.ts';
import { statedAmount, statedCount, statedRate } from '../../src/funders/decimal.ts';
import type { FunderQuote } from '../../src/funders/funder-quote.ts';
import type { FunderRequest } from '../../src/funders/funder-request.ts';
import { parseStrictJson } from '../../src/funders/transports/strict-json.ts';
import { aRequest, applicationOf } from '../contracts/funder-stand.ts';
import { openBook } from '../sandbox/lender/book.ts';
import { quoteCsv } from '../sandbox/cobalt/pages.ts';

const failureOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
};
const invalid = expect.objectContaining({ code: 'FUNDER_ANSWER_INVALID' });

describe('a stated amount', () => {
  it('is read as it was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 99_999_999_999_999n), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(statedAmount(text, 'payment')).toBe(text);
      }),
    );
  });

  it.each([
    '',
    ' ',
    '1',
    '1.',
    '.5',
    '1.5',
    '1.555',
    '01.50',
    '-1.50',
    '+1.50',
    '1,50',
    '1,000.00',
    '1 000.00',
    '1e2',
    '1.0e2',
    '0x10',
    '0b1',
    '1_000.00',
    'NaN',
    'Infinity',
    '1.50 ',
    ' 1.50',
    '1.50\n',
    '1.50\u0000',
    '١.٥٠',
    '1٫50',
    '１.５０',
    '1.50€',
    '£1.50',
    '1.50.00',
    '--1.50',
    '(1.50)',
    '9999999999999.00',
    '1.5O',
  ])('is not %j', (text) => {
    expect(failureOf(() => statedAmount(text, 'payment'))).toEqual(invalid);
  });

  it.each([[12.5], [null], [undefined], [['1.50']], [{ toString: () => '1.50' }], [true], [150n]])(
    'is not %p, which is no text',
    (value) => expect(failureOf(() => statedAmount(value, 'payment'))).toEqual(invalid),
  );

  it('is nothing but its one form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,eE+-x _€') }), (text) => {
        const read = failureOf(() => statedAmount(text, 'payment')) === undefined;
        expect([text, read]).toEqual([text, /^(0|[1-9]\d{0,11})\.\d\d$/.test(text)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has rates and counts as strict beside it', () => {
    expect([statedRate('7.9', 'rate'), statedRate('0', 'rate'), statedCount('36', 'count')]).toEqual([
      '7.9',
      '0',
      36,
    ]);
    for (const text of ['7.', '.9', '07.9', '1000', '7.9%', '-7.9', '7,9', '7e1'])
      expect(failureOf(() => statedRate(text, 'rate'))).toEqual(invalid);
    for (const text of ['36.0', '036', '-1', '10000', '3 6', ''])
      expect(failureOf(() => statedCount(text, 'n'))).toEqual(invalid);
  });
});

describe('strict JSON', () => {
  it('is JSON in which no name comes twice', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        // JSON.stringify of a parsed value never repeats a name.
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"b":{"a":1,"c":[{}],"a":2}}]',
    '{"a":"}","b":"\\"","a":1}',
    '{"__proto__":1,"__proto__":2}',
  ])('is not %s', (text) => {
    expect(() => parseStrictJson(text)).toThrow('given twice');
  });

  it('is neither cut off nor followed by anything', () => {
    const text = '{"payment":"123.45","fees":[{"amount":"1.00"}]}';
    for (let length = 0; length < text.length; length++)
      expect(() => parseStrictJson(text.slice(0, length))).toThrow(SyntaxError);
    expect(() => parseStrictJson(`${text}{}`)).toThrow(SyntaxError);
    expect(parseStrictJson('{"a":{"x":1},"b":{"x":1},"c":["x","x"]}')).toBeDefined();
  });
});

describe('the figures of an answer', () => {
  const quote: FunderQuote = {
    reference: 'Q',
    validUntil: new Date(1_800_000_000_000),
    payment: '100.00',
    numberOfPayments: 12,
    fees: [{ kind: 'ARRANGEMENT', amount: '50.00', due: 'START' }],
    balloon: '250.00',
    totalPayable: '1500.00',
    totalCharge: null,
    nominalRate: null,
    apr: null,
  };

  it('make up their total to a cent for each payment', () => {
    expect(addedUp(quote, aRequest)).toBe(quote);
    expect(addedUp({ ...quote, totalPayable: '1500.12' }, aRequest)).toBeDefined();
    expect(failureOf(() => addedUp({ ...quote, totalPayable: '1500.13' }, aRequest))).toEqual(invalid);
    expect(
      addedUp({ ...quote, totalPayable: '1250.00' }, { ...aRequest, product: 'CONTRACT_HIRE' }),
    ).toBeDefined();
  });

  it('do not when a digit was lost anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom('payment', 'balloon', 'totalPayable'), fc.nat(5), (name, at) => {
        const text = quote[name as 'payment'];
        const lost = text.replace(/\d/g, (digit, offset) => (offset === at ? '' : digit));
        fc.pre(lost !== text && /^[1-9]\d*\.\d\d$/.test(lost));
        expect([name, lost, failureOf(() => addedUp({ ...quote, [name]: lost }, aRequest))]).toEqual([
          name,
          lost,
          invalid,
        ]);
      }),
    );
  });
});

describe("Cobalt's quotation", () => {
  const key = '5f2f1f9e-0000-4000-8000-000000000001';
  const book = openBook({
    prefix: 'C',
    tariff: {
      rates: { HIRE_PURCHASE: '9.4' },
      fees: [{ kind: 'ARRANGEMENT', amount: '195.00', due: 'START' }],
    },
  });
  const asked: FunderRequest = {
    ...aRequest,
    fees: [
      { kind: 'OTHER', amount: '99.00', due: 'START' },
      { kind: 'ARRANGEMENT', amount: '70.50', due: 'LAST_PAYMENT' },
    ],
  };
  const csv = quoteCsv(book.quote(applicationOf(asked), key));
  const figures = parseCsv(Buffer.from(csv));
  const table = (change: Record<string, string> = {}) =>
    new Map(
      Object.entries({
        'Your reference': key,
        'Regular payment': grouped('payment'),
        'Number of payments': '36',
        'Final payment': '£5,000.00',
        'Total payable': grouped('total_payable'),
        'Representative APR': `${figures.get('apr')}%`,
        'Valid until': figures.get('valid_until') ?? '',
        ...change,
      }),
    );
  const grouped = (name: string) => `£${(figures.get(name) ?? '').replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  const read = (text: string, rows = table()) =>
    quoteFrom({ csv: parseCsv(Buffer.from(text)), table: rows }, asked, key);

  it('is believed where the page and the CSV say the same', () => {
    expect(read(csv)).toMatchObject({
      payment: figures.get('payment'),
      balloon: '5000.00',
      numberOfPayments: 36,
    });
  });

  it('is not believed where any row differs, is missing, or is written otherwise', () => {
    for (const name of table().keys()) {
      for (const other of ['', '£1.00', '1', 'x'])
        expect([name, other, failureOf(() => read(csv, table({ [name]: other })))]).toEqual([
          name,
          other,
          invalid,
        ]);
    }
    for (const other of [
      '5,000.00',
      '£5000.00',
      '€5,000.00',
      '£50,00.00',
      '£5,000.0',
      '£5,000',
      '£ 5,000.00',
      '£5.000,00',
    ])
      expect([other, failureOf(() => read(csv, table({ 'Final payment': other })))]).toEqual([
        other,
        invalid,
      ]);
  });

  it('is not believed with any line of a dealer fee left out or changed', () => {
    const lines = csv.split('\r\n').filter((line) => line.startsWith('dealer_fee_'));
    expect(lines).toHaveLength(6);
    const changes = lines.flatMap((line) => {
      const [name] = line.split(',');
      return ['', `${name},Other\r\n`, `${name},1.00\r\n`].map((other) => csv.replace(`${line}\r\n`, other));
    });
    for (const changed of changes.filter((text) => text !== csv))
      expect([changed, failureOf(() => read(changed))]).toEqual([changed, invalid]);
  });

  it('is not believed when it was cut off, wherever', () => {
    for (let length = 0; length < csv.length; length++)
      expect([length, failureOf(() => read(csv.slice(0, length)))]).toEqual([length, invalid]);
  });

  it('is not believed with a line too many', () => {
    for (const line of [
      'payment,1.00',
      'fee_surprise,1.00',
      'dealer_fee_3_type,Other',
      'dealer_fee_3_type,Other\r\ndealer_fee_3_amount,1.00\r\ndealer_fee_3_paid,With the deposit',
      'dealer_fee_4_type,Other\r\ndealer_fee_4_amount,1.00\r\ndealer_fee_4_paid,With the deposit',
      'payment,"1.00"',
      'a,b,c',
      ',',
      '',
      'Payment,1.00',
    ])
      expect([line, failureOf(() => read(`${csv}${line}\r\n`))]).toEqual([line, invalid]);
  });

  it('is not believed with any one character changed into another digit or sign', () => {
    const places = [...csv.matchAll(/\d/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...'0123456789,.-eE'), (at, sign) => {
        fc.pre(csv[at] !== sign);
        const changed = csv.slice(0, at) + sign + csv.slice(at + 1);
        const failure = failureOf(() => read(changed));
        // The quotation's own number and what is not part of the payments are in no other place to compare with.
        const line = changed.slice(0, at).split('\r\n').at(-1) ?? '';
        if (/^(quotation|fee_|total_charge|flat_nominal_rate)/.test(line)) return;
        expect([changed.split('\r\n').find((each) => !csv.includes(each)), failure]).toEqual([
          expect.anything(),
          invalid,
        ]);
      }),
      { numRuns: 500 },
    );
  });
});
