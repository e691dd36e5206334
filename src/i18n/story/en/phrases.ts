/** English: phrases that the texts of several mechanisms share. */
import type { Share } from '../../../session/story/share.ts';
import { counted } from '../../en/counted.ts';
import { duration, grouped } from '../../format.ts';

export const outOf = (count: number, of: number | undefined): string =>
  of === undefined ? String(count) : `${count} of ${of}`;
/** "all 243 requests" or "243 of 500 requests". */
export const failedOf = ({ ended, failed }: Share, one = 'request', many = 'requests'): string =>
  failed === ended
    ? `${failed === 1 ? '' : 'all '}${counted(failed, one, many)}`
    : `${grouped(failed)} of ${counted(ended, one, many)}`;
export const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `for ${duration(forMicros)}`;
/** More names than that make no headline. */
export const fewNames = 3;
