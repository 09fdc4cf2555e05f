import { describe } from '@jest/globals';

/** What `npm run test:long` has beside the tests of every day. */
export const inLongRuns = process.env['LONG_TESTS'] === '1' ? describe : describe.skip;
