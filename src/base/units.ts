/**
 * Units of measure. A number carries its unit as an optional phantom tag: plain literals are accepted, and
 * handing milliseconds to something that wants microseconds is a compile error.
 */
export type Unit<Name extends string> = number & { readonly __unit?: Name };

/** A point in time or a duration: whole microseconds, exact in a double for 285 years. */
export type Micros = Unit<'micros'>;
export type Millis = Unit<'millis'>;
export type Seconds = Unit<'seconds'>;
export type PerSecond = Unit<'perSecond'>;
/** A share of a whole, 0…1. */
export type Ratio = Unit<'ratio'>;

export const microsPerMilli = 1_000;
export const microsPerSecond = 1_000_000;

export const microsFromMillis = (millis: Millis): Micros => Math.round(millis * microsPerMilli);
export const microsFromSeconds = (seconds: Seconds): Micros => Math.round(seconds * microsPerSecond);
export const millisFromMicros = (micros: Micros): Millis => micros / microsPerMilli;
export const secondsFromMicros = (micros: Micros): Seconds => micros / microsPerSecond;
