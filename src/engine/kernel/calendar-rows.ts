/**
 * The whole numbers of a pending event, side by side in one array: an event touches all of them, and each array of its own
 * would be loaded and checked again. `what` is kind + 2^8 × target + 2^24 × lane.
 */
export const word = { what: 0, a: 1, b: 2, next: 3, previous: 4 } as const;
/** A row is 2^3 words long. */
export const rowShift = 3;
