/** Keys to set, with an empty value those to remove; null removes all. https://docs.stripe.com/api/metadata */
export type MetadataChange = Readonly<Record<string, string>> | null;

export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === null) return {};
  const merged = { ...before, ...change };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
