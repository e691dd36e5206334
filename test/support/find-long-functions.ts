// Functions by length, read with the parser of the bundler. A line belongs to the innermost named function around it, so a
// factory that returns an object of functions is measured like a class: what it holds, and each of its functions, apart.
import { parseSync } from 'vite';

export interface LongFunction {
  readonly name: string;
  readonly lines: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Of a function itself, or of what it is given to: a variable, a property, a method. */
function nameIn(node: Node): string | undefined {
  const named = [node.id, node.key].find(isNode);
  return typeof named?.name === 'string' ? named.name : undefined;
}

interface Measured {
  readonly name: string;
  own: number;
}

/** Functions with more than `most` lines of their own, in the order in which they end. */
export function longFunctions(path: string, text: string, most: number): LongFunction[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: LongFunction[] = [];
  const visit = (value: unknown, name: string | undefined, around: Measured | undefined): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, name, around);
    if (!isNode(value)) return;
    const called = nameIn(value) ?? name;
    const isApart = functionTypes.has(value.type) && called !== undefined;
    const lines = text.slice(value.start, value.end).split('\n').length;
    const measured = isApart ? { name: called, own: lines } : around;
    const inside = functionTypes.has(value.type) ? undefined : called;
    for (const field of Object.values(value)) visit(field, inside, measured);
    if (!isApart || measured === undefined) return;
    if (around !== undefined) around.own -= lines;
    if (measured.own > most) found.push({ name: measured.name, lines: measured.own });
  };
  visit(program, undefined, undefined);
  return found;
}
