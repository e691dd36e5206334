/** Small readers of ASCII in a byte array. A log is never made into a string: 50 MB of it would cost several times that. */

export const byte = {
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  hash: 35,
  comma: 44,
  dash: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  question: 63,
  bracketOpen: 91,
  backslash: 92,
  bracketClose: 93,
} as const;

export const isDigit = (value: number | undefined): boolean =>
  value !== undefined && value >= 48 && value <= 57;

/** The whole number that fills [from, to), NaN if anything but digits is there. At most 15 digits. */
export function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > 15) return Number.NaN;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** First place of `wanted` in [from, to), −1 if it is not there. */
export function placeOf(bytes: Uint8Array, wanted: number, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === wanted) return at;
  return -1;
}

export function isAscii(bytes: Uint8Array, from: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[from + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** The beginning of a line for people: UTF-8 if it is, else with a dot for every byte that is not ASCII. */
export function shownBytes(bytes: Uint8Array, from: number, to: number, most = 240): string {
  let end = Math.min(to, from + most);
  // Not in the middle of a character.
  while (end < to && end > from && ((bytes[end] as number) & 0xc0) === 0x80) end -= 1;
  const part = [...bytes.subarray(from, end)];
  try {
    return decodeURIComponent(part.map((one) => `%${one.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return part.map((one) => (one < 128 ? String.fromCharCode(one) : '·')).join('');
  }
}
