// All that the page imports statically becomes one file. Left to itself the bundler splits off whatever a later
// part shares, which costs the first view a request and a share of the compression for each: 3 KB of 200. The same
// for the texts of each language, of which the first view waits for one.
import { normalizePath } from 'vite';

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** A group for the bundler's `codeSplitting`: `entry` with all it imports, unless a group before it has that. */
export function wholeChunk(name: string, entry: string) {
  let reached: Set<string> | undefined;
  return {
    debugName: name,
    name(id: string, graph: Graph): string | undefined {
      if (reached === undefined) {
        reached = new Set([normalizePath(entry)]);
        for (const seen of reached)
          for (const next of graph.getModuleInfo(seen)?.importedIds ?? []) reached.add(next);
      }
      return reached.has(id) ? name : undefined;
    },
  };
}
