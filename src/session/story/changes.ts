/** What facts of a kind change, by their declarations. */
import { factOf, intervalOf, type StoryKind } from '../../kinds/facts.ts';

/** How calls come or are served. Effects of load and opinions of sentinels are not changes. */
export function changesService(kind: StoryKind): boolean {
  const { changes, begins, ends = [] } = factOf(kind);
  const touched = begins === undefined ? ends : [...ends, begins];
  return changes !== undefined || touched.some((name) => intervalOf(name).condition !== undefined);
}

/** Something that a person would have called broken no longer is. */
export const isRecovery = (kind: StoryKind): boolean =>
  factOf(kind).ends?.some((name) => {
    const { isFault, isOutage, summary } = intervalOf(name);
    return isFault || isOutage || summary !== undefined;
  }) ?? false;
