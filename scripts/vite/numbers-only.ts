// D3's scales map to colours, dates and texts too, and word their own ticks: 7 KB of the first view. The scales of the
// page map numbers to pixels, and its axes word the ticks in the language of the page. Here a scale interpolates
// numbers unless told otherwise and has no `tickFormat`, without which an axis writes the bare number; and what
// d3-interpolate makes by a call at its top becomes an expression that the bundler drops when nobody uses it.
import type { Plugin } from 'vite';

const valueImport = /^(import \{ interpolateNumber, )interpolate(, .*\} from 'd3-interpolate';)$/m;
/** Of linear and power scales: the one that is indented by two and takes a specifier. */
const ownFormat =
  /^ {2}scale\.tickFormat = function\(count, specifier\) \{\n {4}var d = domain\(\);\n.*\n {2}\};\n/m;
/** `var a = b(…)` or `var a = (function b(…) {…})(…)` at the top. */
const madeByCall = /^(var \w+ = )(\w+\(|\(function\b)/gm;

export function scaleNumbers(code: string): string {
  if (!valueImport.test(code) || !ownFormat.test(code))
    throw new Error('d3-scale is written otherwise now: does this still help?');
  return code.replace(valueImport, '$1interpolateNumber as interpolate$2').replace(ownFormat, '');
}

export function markCalls(code: string): string {
  const marked = code.replace(madeByCall, '$1/* @__PURE__ */ $2');
  if (marked === code) throw new Error('d3-interpolate is written otherwise now: does this still help?');
  return marked;
}

const changes: readonly (readonly [file: RegExp, change: (code: string) => string])[] = [
  [/\/d3-scale\.mjs$/, scaleNumbers],
  [/\/d3-interpolate\.mjs$/, markCalls],
];

export function numbersOnly(): Plugin {
  return {
    name: 'nines:numbers-only',
    apply: 'build',
    transform: {
      filter: { id: /\/node_modules\/(?:d3-scale|d3-interpolate)\/dist\/[\w-]+\.mjs$/ },
      handler(code, id) {
        const change = changes.find(([file]) => file.test(id))?.[1];
        return change && { code: change(code), map: null };
      },
    },
  };
}
