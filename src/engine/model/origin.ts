/**
 * Origin: the step of a route that made a call, and which life of the parent's record it was made for. A server that has
 * several calls of one parent open needs it to tell an answer that somebody waits for from one that comes too late.
 */

const steps = 64;

/** Never 0, which is the origin of a call whose sender does not need one. */
export const originOf = (step: number, generation: number): number => generation * steps + step + 1;

export const stepOfOrigin = (origin: number): number => (origin % steps) - 1;

export const generationOfOrigin = (origin: number): number => Math.floor(origin / steps);
