/**
 * The bytes of an IP address as text: 4 of `192.0.2.1`, 16 of `2001:db8::1` or `::ffff:192.0.2.1`; a zone (`%eth0`) is no
 * part of the address. Source: RFC 4291 section 2.2, RFC 6943 section 3.1.1 for the strict dotted form. O(characters).
 * Known failure: none; what is no address gives undefined (octal `010.0.0.1` too, on whose meaning programs disagree).
 */
export function bytesOfAddress(text: string): number[] | undefined {
  return text.includes(':') ? bytesOfIPv6(text) : bytesOfIPv4(text);
}

const zero = 48;
const dot = 46;

function bytesOfIPv4(text: string): number[] | undefined {
  const bytes: number[] = [];
  let value = 0;
  let digits = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index === text.length ? dot : text.charCodeAt(index);
    if (code === dot) {
      if (digits === 0) return undefined;
      bytes.push(value);
      value = 0;
      digits = 0;
      continue;
    }
    const isLeadingZero = digits > 0 && value === 0;
    if (code < zero || code > zero + 9 || isLeadingZero) return undefined;
    value = value * 10 + code - zero;
    digits += 1;
    if (value > 255) return undefined;
  }
  return bytes.length === 4 ? bytes : undefined;
}

function bytesOfIPv6(text: string): number[] | undefined {
  const [address = '', zone] = text.split('%');
  if (zone === '') return undefined;
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const isShortened = halves.length === 2;
  const head = bytesOfGroups(halves[0] as string, !isShortened);
  const tail = bytesOfGroups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  // "::" stands for one group of zeros at least.
  if (isShortened ? missing < 2 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** The bytes of `a:b:c`, whose last part may be an IPv4 address if `isEnd`. */
function bytesOfGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [place, group] of groups.entries()) {
    if (isEnd && place === groups.length - 1 && group.includes('.')) {
      const last = bytesOfIPv4(group);
      if (last === undefined) return undefined;
      bytes.push(...last);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    }
  }
  return bytes;
}
