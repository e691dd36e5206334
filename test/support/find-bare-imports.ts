// Dynamic imports that do not go through the loader of late parts, found in the syntax tree.
import { parseSync } from 'vite';

type Found = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const isNamed = (value: unknown, name: string): boolean =>
  isNode(value) && value.type === 'Identifier' && value.name === name;

/** `late(() => import('…'))`, the one form that the build's plugin recognizes. */
function isLate(node: Found): boolean {
  if (node.type !== 'CallExpression' || !isNamed(node.callee, 'late')) return false;
  const [load, ...others] = Array.isArray(node.arguments) ? node.arguments : [];
  if (others.length > 0 || !isNode(load) || load.type !== 'ArrowFunctionExpression') return false;
  const { body } = load;
  return (
    isNode(body) && body.type === 'ImportExpression' && isNode(body.source) && body.source.type === 'Literal'
  );
}

/** Lines from 1. */
export function findBareImports(path: string, text: string): readonly number[] {
  // Parsing is the slow part, and few files have any.
  if (!/\bimport\s*\(/.test(text)) return [];
  const lines: number[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) {
      if (isLate(value)) return;
      if (value.type === 'ImportExpression') lines.push(text.slice(0, value.start).split('\n').length);
    }
    Object.values(value).forEach(look);
  };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  look(program);
  return lines;
}
