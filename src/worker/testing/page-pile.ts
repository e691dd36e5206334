/** All pages of some frames, each whole: the dumb, large counterpart of the session's store. */
import { applyPatch, costOf, pageWords } from '../../base/page-patch.ts';
import type { Chain, Page, PageId } from '../protocol.ts';

export function pile(frames: readonly { readonly pages: readonly Page[] }[]) {
  const pages = new Map<PageId, { readonly words: Int32Array; readonly chain: Chain }>();
  for (const { id, over, patch } of frames.flatMap((frame) => frame.pages)) {
    const below = over === undefined ? undefined : pages.get(over);
    if (over !== undefined && below === undefined) throw new Error(`page ${id} stands on none`);
    const words = below?.words.slice() ?? new Int32Array(pageWords);
    applyPatch(patch, words);
    const cost = costOf(patch);
    const { whole, patched } = below?.chain ?? { whole: cost, patched: -cost };
    pages.set(id, { words, chain: { whole, patched: patched + cost } });
  }
  return {
    newest: Math.max(-1, ...pages.keys()),
    read(ids: readonly PageId[]) {
      const words = new Int32Array(ids.length * pageWords);
      ids.forEach((id, place) => {
        words.set(pages.get(id)?.words ?? [], place * pageWords);
      });
      return { words, chains: ids.map((id) => pages.get(id)?.chain ?? { whole: 0, patched: 0 }) };
    },
  };
}
