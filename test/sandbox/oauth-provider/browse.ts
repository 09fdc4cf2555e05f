// A browser without a window: follows redirects from a link to the login page, fills it in, and follows the way back.

export interface Walk {
  /** Where the browser was, from the link to the last page. */
  readonly visited: readonly string[];
  /** The last page. */
  readonly status: number;
  readonly html: string;
}

const MOST_REDIRECTS = 10;

/** Opens the link, logs in (or cancels), and ends at the page that is shown then. */
export async function logIn(link: string, as: { login: string; allow?: boolean }): Promise<Walk> {
  const visited: string[] = [];
  const login = await open(link, visited);
  const action = /action="([^"]+)"/.exec(login.html)?.[1];
  if (login.status !== 200 || !action) return { visited, ...login };
  const hidden = [...login.html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map((match) => [match[1] ?? '', match[2] ?? '']));
  form.set('login', as.login);
  form.set('decision', as.allow === false ? 'deny' : 'allow');
  const last = await open(new URL(action, visited.at(-1)).href, visited, { method: 'POST', body: form });
  return { visited, ...last };
}

async function open(
  url: string,
  visited: string[],
  init: { method?: string; body?: URLSearchParams } = {},
): Promise<{ status: number; html: string }> {
  visited.push(url);
  if (visited.length > MOST_REDIRECTS) throw new Error(`too many redirects: ${visited.join(' → ')}`);
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || location === null)
    return { status: response.status, html: await response.text() };
  await response.body?.cancel();
  return open(new URL(location, url).href, visited);
}
