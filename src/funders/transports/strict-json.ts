/** JSON in which nothing is said twice. `JSON.parse` silently takes the last of two equal names; a rate given twice is no rate. */

/** Throws SyntaxError for what is no JSON, and for an object with a repeated name. */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  assertNamesOnce(text);
  return value;
}

/** Walks the tokens of valid JSON; strings are the only place where braces mean nothing. */
function assertNamesOnce(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(undefined);
    else if (found === '}' || found === ']') open.pop();
    else if (colon !== undefined) remember(open.at(-1), found.slice(0, found.lastIndexOf('"') + 1));
  }
}

function remember(names: Set<string> | undefined, quoted: string): void {
  // Unquoted: `"a"` and `"\u0061"` are the same name. `as`: a JSON string parses to a string.
  const name = JSON.parse(quoted) as string;
  if (names?.has(name)) throw new SyntaxError(`${quoted} is given twice`);
  names?.add(name);
}
