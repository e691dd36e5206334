/** English: a number with its noun in the right form. */
import { grouped } from '../format.ts';

export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;

/** "1 of 3 sentinels is left": the noun goes by all of them, the verb by how many, or by the only one. */
export const partOf = (
  count: number,
  all: number,
  [one, many]: readonly [string, string],
  [does, doMany]: readonly [string, string],
): string => `${grouped(count)} of ${counted(all, one, many)} ${count === 1 || all === 1 ? does : doMany}`;

/** 2nd, 3rd, 4th, 11th, 21st. */
export function ordinal(count: number): string {
  const isTeen = Math.floor((count % 100) / 10) === 1;
  return `${count}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th'}`;
}
