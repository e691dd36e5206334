// D3's curves come as one file, in which each curve's prototype is assigned at the top. The bundler keeps such
// assignments, and with them 15 curves of which the page draws 2: 2 KB of the first view. Here each becomes an
// expression without an effect, which the bundler drops when nobody uses it.
import type { Plugin } from 'vite';

/** `function A(…) {…}` followed by `A.prototype = {…};`, both at the top. */
const curve =
  /^function (\w+)\(([^)]*)\) \{\n((?:[ \t}].*\n|\n)*?)\}\n+\1\.prototype = \{\n((?:[ \t].*\n|\n)*?)\};$/gm;
/** `var a = (function custom(…) {…})(…)`. */
const family = /^(var \w+ = )(\(function custom\b)/gm;

export function markPure(code: string): { readonly code: string; readonly count: number } {
  let count = 0;
  const marked = code
    .replace(curve, (_, name: string, parameters: string, body: string, methods: string) => {
      count += 1;
      return [
        `var ${name} = /* @__PURE__ */ (() => {`,
        `function ${name}(${parameters}) {\n${body}}`,
        `${name}.prototype = {\n${methods}};`,
        `return ${name};`,
        '})();',
      ].join('\n');
    })
    .replace(family, (_, head: string, tail: string) => {
      count += 1;
      return `${head}/* @__PURE__ */ ${tail}`;
    });
  return { code: marked, count };
}

export function unusedCurves(): Plugin {
  return {
    name: 'nines:unused-curves',
    apply: 'build',
    transform: {
      filter: { id: /\/node_modules\/d3-shape\/.*\.m?js$/ },
      handler(code) {
        const marked = markPure(code);
        if (marked.count === 0) throw new Error('d3-shape is written otherwise now: does this still help?');
        return { code: marked.code, map: null };
      },
    },
  };
}
