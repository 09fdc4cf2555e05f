// Square's amounts are 64-bit integers, more than a JavaScript number holds.

// Node has it (ES2027); the types of ES2024 do not.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** JSON with `bigint` written as a number. */
export function exactText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? rawJSON(String(each)) : each,
  );
}
