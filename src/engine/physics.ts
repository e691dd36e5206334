/**
 * Which rules the engine simulates by: raised when the same scenario, seed and log come out otherwise than before
 * (docs/decisions/0021). Files carry it; the trace hash does not fold it. A file without it was written by physics 1.
 */
export const physics = 2;
