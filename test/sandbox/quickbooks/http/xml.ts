// What callers get who forget to ask for JSON: the same answer as XML.

/** Scalars become attributes of the root, everything else elements; enough to be unmistakably not JSON. */
export function asXml(json: string): string {
  const { time, ...body } = JSON.parse(json) as Record<string, unknown>;
  const root = `IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${String(time)}"`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><${root}>${members(body)}</IntuitResponse>`;
}

function members(object: object): string {
  return Object.entries(object)
    .flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((each) => element(name, each)) : element(name, value),
    )
    .join('');
}

function element(name: string, value: unknown): string {
  const content =
    typeof value === 'object' && value !== null
      ? members(value)
      : String(value ?? '').replaceAll(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<${name}>${content}</${name}>`;
}
