/** No token of ours lives longer, in seconds. */
export const LONGEST_TOKEN_S = 3_600;
/** Beyond its life a token may be accepted by whoever's clock is behind, in seconds. */
export const CLOCK_MARGIN_S = 600;
