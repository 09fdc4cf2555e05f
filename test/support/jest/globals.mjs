/** `@jest/globals` for files that Node itself loads: always those of the test file that is being run. */
export let afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test;

export function give(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}
