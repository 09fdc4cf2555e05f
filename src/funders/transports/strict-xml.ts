/**
 * What an XML answer must be before any figure in it is believed. Parsers forgive much: some take the last of two equal
 * elements, join text around a comment, follow references or resolve entities. None of that is ever needed here.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { FunderAnswerInvalid } from '../errors.ts';

export interface XmlRules {
  /** Elements of other namespaces are refused. */
  readonly namespaces: readonly string[];
  /** Local names of elements that may stand several times under one parent. */
  readonly repeatable: readonly string[];
}

const DEEPEST = 32;
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * The document as text. Throws FunderAnswerInvalid for what is not well-formed or not UTF-8, has more than one root or
 * anything behind it, a DOCTYPE, a processing instruction, a comment, a CDATA section, an attribute other than namespaces
 * and `xml:lang`, an element of another namespace, or the same element twice.
 */
export function strictXml(bytes: Uint8Array, rules: XmlRules): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    read(text, rules);
    return text;
  } catch (error) {
    if (error instanceof FunderAnswerInvalid) throw error;
    // Not as a cause: it quotes what stood there.
    throw new FunderAnswerInvalid('The answer is not well-formed XML');
  }
}

function read(text: string, rules: XmlRules): void {
  const parser = new SaxesParser({ xmlns: true });
  const siblings: Set<string>[] = [new Set()];
  const refuse = (what: string) => () => {
    throw new FunderAnswerInvalid(`The answer has ${what}`);
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('xmldecl', ({ encoding = 'UTF-8', version = '1.0' }) => {
    if (!/^utf-8$/i.test(encoding) || version !== '1.0') refuse('another encoding')();
  });
  parser.on('doctype', refuse('a DOCTYPE'));
  parser.on('processinginstruction', refuse('a processing instruction'));
  parser.on('comment', refuse('a comment'));
  parser.on('cdata', refuse('a CDATA section'));
  parser.on('opentag', (tag) => {
    assertPlain(tag, rules);
    const seen = siblings.at(-1);
    // By the local name: whoever reads it may not look at the namespace.
    if (seen?.has(tag.local) && !rules.repeatable.includes(tag.local)) refuse(`${tag.local} twice`)();
    seen?.add(tag.local);
    siblings.push(new Set());
    if (siblings.length > DEEPEST) refuse('elements nested too deeply')();
  });
  parser.on('closetag', () => siblings.pop());
  parser.write(text).close();
}

function assertPlain({ uri, local, attributes }: SaxesTagNS, { namespaces }: XmlRules): void {
  if (!namespaces.includes(uri)) throw new FunderAnswerInvalid(`${local} is of an unknown namespace`);
  for (const { uri: space, local: name } of Object.values(attributes)) {
    if (space !== XMLNS && !(space === XML && name === 'lang'))
      throw new FunderAnswerInvalid(`${local} has an attribute ${name}`);
  }
}
