/** English: a number with its noun in the right form. */
import { grouped } from '../format.ts';

export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;
