/** 中文：多种机制共用的说法。 */
import type { Share } from '../../../session/story/share.ts';
import { duration, grouped } from '../../format.ts';
import { zh } from '../../zh/screen.ts';

export const outOf = (count: number, of: number | undefined): string =>
  of === undefined ? `${count} 个` : `${count}/${of} 个`;
export const classes = (id: string): string => zh.classes[id] ?? id;
/** 「243 个请求全部失败」或「500 个请求中 243 个失败」。 */
export const failedOf = ({ ended, failed }: Share, noun = '请求'): string =>
  failed === ended
    ? `${grouped(failed)} 个${noun}${failed === 1 ? '' : '全部'}失败`
    : `${grouped(ended)} 个${noun}中 ${grouped(failed)} 个失败`;
export const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `为时 ${duration(forMicros)}`;
/** More names than that make no headline. */
export const fewNames = 3;
