// Small errors that a tired person could make, found in the syntax tree of one source file. Types, comments,
// strings, assertions and what an error says are left alone: no figure of a run depends on them.
import { parseSync } from 'vite';
import { editsOf } from './operators.mjs';

/** Calls whose whole text is an assertion or a message. */
const silent = new Set(['assert', 'assertUnreachable']);

/** Nodes of TypeScript that wrap a value; every other `TS…` node is erased before the program runs. */
const wrappers = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression']);

function isLeftAlone(node) {
  if (node.type === 'ThrowStatement' || node.type === 'ImportDeclaration') return true;
  if (node.type === 'ExpressionStatement') return isLeftAlone(node.expression);
  if (node.type === 'CallExpression') return silent.has(node.callee.name);
  return node.type.startsWith('TS') && !wrappers.has(node.type);
}

/** Children as [key in the parent, node], in source order. A plain key of an object is a name, not a value. */
function childrenOf(node) {
  const found = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'key' && node.computed !== true) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof child.type === 'string')
        found.push([key, child]);
    }
  }
  return found.sort(([, a], [, b]) => a.start - b.start);
}

/**
 * Every edit of every operator, in source order: the same text always brings the same list.
 * @param {string} path decides between ts and tsx
 * @param {string} text
 */
export function placesIn(path, text) {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0].message}`);
  const edits = [];
  const visit = (node, parent, key) => {
    if (isLeftAlone(node)) return;
    edits.push(...editsOf(node, parent, key, text));
    for (const [name, child] of childrenOf(node)) visit(child, node, name);
  };
  visit(parsed.program, undefined, '');
  return edits.map((edit) => ({
    path,
    line: text.slice(0, edit.start).split('\n').length,
    before: text.slice(edit.start, edit.end),
    ...edit,
  }));
}

/** The source with one edit made. */
export function applyEdit(text, edit) {
  return text.slice(0, edit.start) + edit.after + text.slice(edit.end);
}
