/**
 * The session's pages, each held by the checkpoints that list it. A page that nobody holds any more and that one other
 * stands on is folded into that one; one that nothing stands on goes. So thinning frees what it should, and a branch
 * costs nothing for what it shares.
 */
import { assert } from '../base/assert.ts';
import { applyPatch, costOf, mergePatches, pageWords } from '../base/page-patch.ts';
import type { Page, PageId, WholeCheckpoint } from '../worker/protocol.ts';

interface Entry {
  over: PageId | undefined;
  patch: Int32Array;
  holders: number;
  /** How many pages are patches over this one, and the sum of their ids: of a single one, its id. */
  above: number;
  aboveSum: number;
}

export interface PageStore {
  /** Each page once, however many hold it. */
  readonly bytes: number;
  /** Greatest id ever added, −1 = none. */
  readonly newest: PageId;
  /** Takes new pages in; whoever adds them holds or frees them before the next are added. */
  add(pages: readonly Page[]): void;
  hold(ids: readonly PageId[]): void;
  free(ids: readonly PageId[]): void;
  /** All of their words, back to back, and what each stands on. */
  read(ids: readonly PageId[]): Pick<WholeCheckpoint, 'words' | 'chains'>;
  clear(): void;
}

export function createPageStore(): PageStore {
  const entries = new Map<PageId, Entry>();
  let bytes = 0;
  let newest: PageId = -1;

  function entryOf(id: PageId): Entry {
    const entry = entries.get(id);
    assert(entry !== undefined, 'a checkpoint lists pages, and pages stand on pages, that are kept');
    return entry;
  }

  /** Removes a page that has no holder, if at most one other stands on it. */
  function settle(id: PageId): void {
    const entry = entryOf(id);
    const { over, above } = entry;
    if (entry.holders > 0 || above > 1) return;
    entries.delete(id);
    bytes -= costOf(entry.patch);
    if (over !== undefined) stand(over, id, -1);
    if (above === 1) foldInto(entryOf(entry.aboveSum), entry);
    if (over === undefined) return;
    if (above === 1) stand(over, entry.aboveSum, 1);
    else settle(over);
  }

  /** A page begins (1) or ceases (−1) to stand on another. */
  function stand(over: PageId, id: PageId, change: 1 | -1): void {
    const below = entryOf(over);
    below.above += change;
    below.aboveSum += change * id;
  }

  function foldInto(later: Entry, earlier: Entry): void {
    bytes -= costOf(later.patch);
    later.patch = mergePatches(earlier.patch, later.patch);
    later.over = earlier.over;
    bytes += costOf(later.patch);
  }

  /** The page and those that it stands on, the whole one last. */
  function chainOf(id: PageId): readonly Int32Array[] {
    const chain: Int32Array[] = [];
    let next: PageId | undefined = id;
    while (next !== undefined) {
      const { patch, over }: Entry = entryOf(next);
      chain.push(patch);
      next = over;
    }
    return chain;
  }

  return {
    get bytes() {
      return bytes;
    },
    get newest() {
      return newest;
    },
    add(pages) {
      for (const { id, over, patch } of pages) {
        if (over !== undefined) stand(over, id, 1);
        entries.set(id, { over, patch, holders: 0, above: 0, aboveSum: 0 });
        bytes += costOf(patch);
        newest = Math.max(newest, id);
      }
    },
    hold(ids) {
      for (const id of ids) entryOf(id).holders += 1;
    },
    free(ids) {
      for (const id of ids) {
        entryOf(id).holders -= 1;
        settle(id);
      }
    },
    read(ids) {
      const words = new Int32Array(ids.length * pageWords);
      const chains = ids.map((id, place) => {
        const chain = chainOf(id);
        const page = words.subarray(place * pageWords, (place + 1) * pageWords);
        for (let at = chain.length - 1; at >= 0; at -= 1) applyPatch(chain[at] as Int32Array, page);
        const cost = chain.map(costOf);
        const whole = cost.pop() ?? 0;
        return { whole, patched: cost.reduce((sum, one) => sum + one, 0) };
      });
      return { words, chains };
    },
    clear() {
      entries.clear();
      bytes = 0;
    },
  };
}
