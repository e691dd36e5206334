// All that the page imports statically becomes one file. Left to itself the bundler splits off whatever a later
// part shares, which costs the first view a request and a share of the compression for each: 3 KB of 200. The same
// for the texts of each language, of which the first view waits for one; what every language imports is needed
// whichever it is, and would otherwise bring one language's file along with another's.
import { normalizePath } from 'vite';

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function reachedFrom(entry: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set([normalizePath(entry)]);
  for (const seen of reached)
    for (const next of graph.getModuleInfo(seen)?.importedIds ?? []) reached.add(next);
  return reached;
}

/**
 * A group for the bundler's `codeSplitting`: `entry` with all it imports, and what each of `alternatives` imports,
 * unless a group before it has that.
 */
export function wholeChunk(name: string, entry: string, alternatives: readonly string[] = []) {
  let reached: readonly ReadonlySet<string>[] | undefined;
  return {
    debugName: name,
    name(id: string, graph: Graph): string | undefined {
      reached ??= [entry, ...alternatives].map((one) => reachedFrom(one, graph));
      const [own, ...others] = reached;
      const isCommon = others.length > 0 && others.every((other) => other.has(id));
      return own?.has(id) || isCommon ? name : undefined;
    },
  };
}
