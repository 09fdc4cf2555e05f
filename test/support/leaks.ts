/** Looking for secrets where none may be. */
import { rows } from './rows.ts';

/** Each row of each table as text, as a dump would have it; binary columns are in it as hex. */
export async function everyRow(databaseUrl: string): Promise<string> {
  const tables = await rows<{ name: string }>(
    databaseUrl,
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const dumps = await Promise.all(
    tables.map(({ name }) => rows<{ row: string }>(databaseUrl, `select t::text as row from ${name} t`)),
  );
  return dumps.flatMap((dump) => dump.map(({ row }) => row)).join('\n');
}

/** The names of the secrets that the text holds, in any of the forms in which something might keep them. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const found = Object.entries(secrets).filter(([, secret]) =>
    formsOf(secret).some((form) => text.includes(form)),
  );
  return found.map(([name]) => name);
}

function formsOf(secret: string): string[] {
  // Base64 of a text depends on where in the whole it begins; its inner part at each of the three places does not.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + secret)
      .toString('base64')
      .slice(4, -4),
  );
  const hex = Buffer.from(secret).toString('hex');
  return [secret, encodeURIComponent(secret), hex, hex.toUpperCase(), ...base64];
}
