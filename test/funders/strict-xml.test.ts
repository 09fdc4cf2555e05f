/** Hostile XML never becomes figures, and nothing it names is ever fetched. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strictXml } from '../../src/funders/transports/strict-xml.ts';

const NS = 'urn:beacon:quotation:3';
const rules = { namespaces: [NS], repeatable: ['Fee'] };
const whole = `<b:Answer xmlns:b="${NS}"><b:Payment>123.45</b:Payment><b:Fee>1.00</b:Fee><b:Fee>2.00</b:Fee></b:Answer>`;
const read = (text: string) => strictXml(Buffer.from(text), rules);
const refusal = (text: string | Buffer) => {
  try {
    strictXml(Buffer.from(text), rules);
    return undefined;
  } catch (error) {
    return error;
  }
};
const invalid = expect.objectContaining({ code: 'FUNDER_ANSWER_INVALID' });

describe('strict XML', () => {
  let bait: Server;
  let hits = 0;
  let url: string;
  beforeAll(async () => {
    bait = createServer((_request, response) => void (hits++, response.end('<!ENTITY x "1">')));
    bait.listen(0, '127.0.0.1');
    await once(bait, 'listening');
    url = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
  });
  afterAll(() => void bait.close());

  it('reads what is plain', () => {
    expect(read(whole)).toBe(whole);
    expect(read(`<?xml version="1.0" encoding="utf-8"?>\n${whole}\n`)).toContain('123.45');
    expect(read(whole.replace('123.45', '123.45&#48;'))).toContain('&#48;');
  });

  const inPayment = (text: string) => whole.replace('123.45', text);
  it.each(
    Object.entries({
      'a DOCTYPE': `<!DOCTYPE b:Answer>${whole}`,
      'an internal entity': `<!DOCTYPE a [<!ENTITY rate "9.9">]>${inPayment('&rate;')}`,
      'an external entity': `<!DOCTYPE a [<!ENTITY rate SYSTEM "BAIT/rate">]>${inPayment('&rate;')}`,
      'a parameter entity': `<!DOCTYPE a [<!ENTITY % all SYSTEM "BAIT/all.dtd"> %all;]>${whole}`,
      'an external subset': `<!DOCTYPE b:Answer SYSTEM "BAIT/answer.dtd">${whole}`,
      'a thousand laughs': `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${inPayment('&b;')}`,
      'an undeclared entity': inPayment('&rate;'),
      'an inclusion': inPayment(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="BAIT/rate" parse="text"/>',
      ),
      'a style sheet': `<?xml-stylesheet type="text/xsl" href="BAIT/style.xsl"?>${whole}`,
      'a schema location': whole.replace(
        '<b:Answer',
        '<b:Answer xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x BAIT/x.xsd"',
      ),
      'a type of its own': whole.replace(
        '<b:Payment>',
        '<b:Payment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="b:Other">',
      ),
      'a reference to another element': whole.replace(
        '<b:Payment>123.45</b:Payment>',
        '<b:Payment href="#1"/>',
      ),
      'a comment inside a number': inPayment('1<!-- -->23.45'),
      'a comment anywhere': whole.replace('<b:Fee>', '<!-- --><b:Fee>'),
      'a CDATA section inside a number': inPayment('1<![CDATA[23]]>.45'),
      'a processing instruction inside a number': inPayment('1<?x?>23.45'),
      'two roots': `${whole}${whole}`,
      'bytes behind the root': `${whole}99.99`,
      'a second root behind a space': `${whole} <b:Payment xmlns:b="${NS}">1.00</b:Payment>`,
      'bytes before the root': `1${whole}`,
      'the payment twice': whole.replace('<b:Fee>', '<b:Payment>1.00</b:Payment><b:Fee>'),
      'the payment twice, once in another namespace': whole.replace(
        '<b:Fee>',
        '<e:Payment xmlns:e="urn:evil">1.00</e:Payment><b:Fee>',
      ),
      'the payment twice, in a namespace of another prefix': whole.replace(
        '<b:Fee>',
        `<c:Payment xmlns:c="${NS}">1.00</c:Payment><b:Fee>`,
      ),
      'no namespace': '<Answer><Payment>1.00</Payment></Answer>',
      'mismatched tags': whole.replace('</b:Payment>', '</b:Pay>'),
      'an unquoted attribute': whole.replace('<b:Payment>', '<b:Payment a=1>'),
      'a prefix nobody declared': whole.replace('<b:Payment>', '<c:Payment>'),
      'another encoding': `<?xml version="1.0" encoding="ISO-8859-1"?>${whole}`,
      'a later version': `<?xml version="1.1"?>${whole}`,
      'a control character': inPayment('123\u0001.45'),
      'too deep a tree': `<b:A xmlns:b="${NS}">${'<b:B>'.repeat(50)}${'</b:B>'.repeat(50)}</b:A>`,
    }),
  )('refuses %s', (_what, text) => {
    expect(refusal(text.replaceAll('BAIT', url))).toEqual(invalid);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(refusal(Buffer.from(inPayment('123.45\u00e9'), 'latin1'))).toEqual(invalid);
    expect(refusal(Buffer.from(whole, 'utf16le'))).toEqual(invalid);
  });

  it('has fetched nothing of all that', () => expect(hits).toBe(0));

  it('refuses whatever was cut off, at every byte', () => {
    for (let length = 0; length < whole.length; length++)
      expect([length, refusal(whole.slice(0, length))]).toEqual([length, invalid]);
  });

  it('never says what stood there', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (secret) => {
        const error = refusal(`<b:Answer xmlns:b="${NS}"><b:Payment>${secret}</b:Pay>`);
        expect(error).toEqual(invalid);
        const hidden = `${secret}-and-more`;
        const told = refusal(`<b:Answer>${hidden}<!-- ${hidden} --></b:Other>`);
        expect(String(told)).not.toContain(hidden);
      }),
    );
  });
});
