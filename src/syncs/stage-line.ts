/** One change as a line of COPY text. https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2 */
import { hash } from 'node:crypto';
import type { Gone, Seen } from '../providers/provider.ts';

/** Raised when a normalized shape changes, so that the next full pass rewrites what is stored. */
const SHAPES = 'shapes-1\n';
const NULL = '\\N';

export function stageLine(change: Seen | Gone): string {
  const key = `${escape(change.resource)}\t${escape(change.externalId)}\t${change.version}`;
  const trusted = change.from === 'fetch' ? 't' : 'f';
  if (change.kind === 'gone')
    return `${key}\t${NULL}\tt\t${trusted}\tt\t${NULL}\t${NULL}\t${NULL}\t${NULL}\n`;
  const raw = JSON.stringify(change.raw);
  const digest = hash('sha256', SHAPES + raw, 'hex');
  // Events are ordered among themselves only if each leaves its version behind; a page that shows no change does not.
  const bump = change.from === 'page' ? 'f' : 't';
  const data = escape(withoutNul(JSON.stringify(change.data)));
  return `${key}\t\\\\x${digest}\tf\t${trusted}\t${bump}\t${data}\t${escape(raw)}\t${instant(change.createdAt)}\t${instant(change.updatedAt)}\n`;
}

function escape(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}

/** `jsonb` has no NUL character; no provider means one. */
function withoutNul(json: string): string {
  return json.includes('\\u0000') ? JSON.stringify(JSON.parse(json, dropNul)) : json;
}

function dropNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}

function instant(date: Date | null): string {
  return date ? date.toISOString() : NULL;
}
