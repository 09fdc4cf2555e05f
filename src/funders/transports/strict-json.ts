/** JSON in which nothing is said twice. `JSON.parse` silently takes the last of two equal names; a rate given twice is no rate. */

/** Throws SyntaxError for what is no JSON, and for an object with a repeated name. */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Of a name that is repeated only one is left, however it was written: `"a"` and `"\u0061"` are the same.
  if (namesIn(value) !== namesWritten(text)) throw new SyntaxError('A name is given twice');
  return value;
}

/** Without recursion: how deep an answer is nested is not ours to say. */
function namesIn(value: unknown): number {
  let names = 0;
  const open = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== 'object' || each === null) continue;
    const inside: unknown[] = Object.values(each);
    if (!Array.isArray(each)) names += inside.length;
    for (const item of inside) open.push(item);
  }
  return names;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** In valid JSON a colon outside of a string stands behind each name, and nowhere else. */
function namesWritten(text: string): number {
  let names = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) inString = !inString;
    else if (code === BACKSLASH) i += 1;
    else if (code === COLON && !inString) names += 1;
  }
  return names;
}
