/** 中文：多种机制共用的说法。 */
import type { Share } from '../../../session/story/share.ts';
import { duration, grouped } from '../../format.ts';
import { spaced } from '../../zh/spaced.ts';

export const outOf = (count: number, of: number | undefined, unit = '个'): string =>
  of === undefined ? `${count} ${unit}` : `${count}/${of} ${unit}`;
export const serversOutOf = (count: number, of: number | undefined): string =>
  `${outOf(count, of, '台')}服务器`;
/** 「243 个请求全部失败」或「500 个请求中 243 个失败」。 */
export const failedOf = ({ ended, failed }: Share, noun = '请求'): string =>
  failed === ended
    ? spaced`${grouped(failed)} 个${noun}${failed === 1 ? '失败' : '全部失败'}`
    : spaced`${grouped(ended)} 个${noun}中 ${grouped(failed)} 个失败`;
export const lasting = (forMicros: number | undefined): string | undefined =>
  forMicros === undefined ? undefined : `持续 ${duration(forMicros)}`;
/** More names than that make no headline. */
export const fewNames = 3;
