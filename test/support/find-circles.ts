// Circles in the graph of value imports, of files and of folders. Type imports vanish when compiled and make no circle.
import { posix } from 'node:path';
import { findImports } from './find-imports.ts';
import type { SourceFile } from './find-violations.ts';

/** Which nodes each node needs. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Paths that files import as values from one another, without tests and what only tests use. */
export function valueImports(files: readonly SourceFile[]): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    if (/\.test\.tsx?$|\.bench\.ts$|\/(testing|fixtures)\//.test(path)) continue;
    const relative = findImports(text).filter(
      ({ form, specifier }) => form === 'value' && specifier.startsWith('.'),
    );
    const targets = relative.map(({ specifier }) => posix.join(posix.dirname(path), specifier));
    graph.set(path, new Set(targets.filter((target) => /\.tsx?$/.test(target) && target !== path)));
  }
  return graph;
}

/**
 * The same between the folders of each room; imports across rooms are the import table's business. Files at the top of a
 * room are left out: there lie its doors and contracts, which know the folders and are known by them.
 */
export function folderImports(files: Graph): Graph {
  const roomOf = (folder: string) => folder.split('/').slice(0, 2).join('/');
  const isTop = (folder: string) => folder.split('/').length < 3;
  const graph = new Map<string, Set<string>>();
  for (const [path, targets] of files) {
    const folder = posix.dirname(path);
    if (isTop(folder)) continue;
    const needs = graph.get(folder) ?? new Set<string>();
    graph.set(folder, needs);
    for (const target of targets) {
      const other = posix.dirname(target);
      if (other !== folder && !isTop(other) && roomOf(other) === roomOf(folder)) needs.add(other);
    }
  }
  return graph;
}

/**
 * Strongly connected components of more than one node, each sorted (Tarjan, "Depth-first search and linear graph
 * algorithms", 1972).
 */
export function circles(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const lowOf = (node: string) => low.get(node) ?? Number.POSITIVE_INFINITY;
  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (open.includes(next)) low.set(node, Math.min(lowOf(node), lowOf(next)));
    }
    if (low.get(node) !== order.get(node)) return;
    const component = open.splice(open.indexOf(node));
    if (component.length > 1) found.push(component.sort());
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found.sort((one, other) => (one[0] ?? '').localeCompare(other[0] ?? ''));
}
