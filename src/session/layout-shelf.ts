/** The layouts that rows and frames name, shared by all branches of a run. */
import { assert } from '../base/assert.ts';
import type { Layout } from '../engine/telemetry/layout.ts';

export interface LayoutShelf {
  learn(layouts: readonly Layout[]): void;
  /** Of an id that came with a batch, in this one or before it. */
  of(id: string): Layout;
}

export function createLayoutShelf(): LayoutShelf {
  const known = new Map<string, Layout>();
  return {
    learn(layouts) {
      // The object that came first stays: rows of one layout are told by it.
      for (const layout of layouts) if (!known.has(layout.id)) known.set(layout.id, layout);
    },
    of(id) {
      const layout = known.get(id);
      assert(layout !== undefined, 'a layout comes before its rows');
      return layout;
    },
  };
}
