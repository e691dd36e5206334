// Where a module waits while it is being evaluated, found in its syntax tree.
import { parseSync } from 'vite';

const awaits = (node: object): boolean =>
  'type' in node && (node.type === 'AwaitExpression' || ('await' in node && node.await === true));
const isFunction = (node: object): boolean =>
  'type' in node && typeof node.type === 'string' && /Function/.test(node.type);

/** Lines from 1, each once. */
export function findTopLevelAwait(path: string, text: string): readonly number[] {
  // Parsing is the slow part, and few files wait for anything.
  if (!/\bawait\b/.test(text)) return [];
  const lines = new Set<number>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || isFunction(node)) return;
    if (awaits(node) && 'start' in node && typeof node.start === 'number')
      lines.add(text.slice(0, node.start).split('\n').length);
    Object.values(node).forEach(look);
  };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  look(program);
  return [...lines];
}
