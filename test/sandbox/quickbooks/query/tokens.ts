// The words of a query, and a reader that goes through them one by one.
import { parseError } from '../http/fault.ts';

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|(<=|>=|[=<>(),*])|([A-Za-z_][\w.]*)|(\d+))/y;

export type TokenKind = 'string' | 'symbol' | 'word' | 'number' | 'end';

interface Token {
  text: string;
  kind: TokenKind;
  column: number;
}

export interface Reader {
  /** Passes the keyword or symbol if it is next. */
  accept(word: string): boolean;
  /** Passes the keyword or symbol. Throws fault 4000 for anything else. */
  expect(word: string): void;
  /** Passes a token of the kind and answers its text. Throws fault 4000. */
  take(kind: TokenKind): string;
  /** Passes any one token. */
  next(): string;
  /** The fault 4000 about the token that was passed last. */
  unexpected(): Error;
}

export function readerOf(text: string): Reader {
  const tokens = tokenize(text);
  let at = 0;
  // `as`: the list ends with a token that is never passed.
  const peek = (): Token => tokens[at] as Token;
  const next = (): string => {
    const { kind, text: passed } = peek();
    if (kind !== 'end') at += 1;
    return passed;
  };
  const accept = (word: string): boolean => {
    const { kind, text: has } = peek();
    const found = kind === 'symbol' ? has === word : kind === 'word' && has.toLowerCase() === word;
    if (found) at += 1;
    return found;
  };
  return {
    accept,
    expect(word) {
      if (!accept(word)) throw unexpected(peek());
    },
    take(kind) {
      if (peek().kind !== kind) throw unexpected(peek());
      return next();
    },
    next,
    unexpected: () => unexpected(tokens[Math.max(0, at - 1)] ?? peek()),
  };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const column = TOKEN.lastIndex + 1;
    const match = TOKEN.exec(text);
    if (match === null) {
      const encountered = `Encountered: "${text[column - 1]}"`;
      throw parseError(`Invalid content. Lexical error at line 1, column ${column}.  ${encountered}`);
    }
    tokens.push({ ...tokenOf(match), column });
  }
  tokens.push({ text: '<EOF>', kind: 'end', column: end + 1 });
  return tokens;
}

function tokenOf([, string, symbol, word, number]: RegExpExecArray): { text: string; kind: TokenKind } {
  if (string !== undefined) return { text: string, kind: 'string' };
  if (symbol !== undefined) return { text: symbol, kind: 'symbol' };
  if (word !== undefined) return { text: word, kind: 'word' };
  return { text: number ?? '', kind: 'number' };
}

function unexpected({ text, column }: Token): Error {
  return parseError(`Encountered " <IDENTIFIER> "${text} "" at line 1, column ${column}.`);
}
