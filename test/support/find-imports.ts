// Finds the imports of a TypeScript file without a parser: comments and template texts are blanked first
// (same length, so that line numbers hold), then the few forms an import can have are matched.

export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
  /** `url` is `new URL(specifier, import.meta.url)`; `computed` has no literal to check. */
  readonly form: 'value' | 'type' | 'url' | 'computed';
}

/** Blanks comments and template literals; keeps quoted strings, because specifiers are strings. */
export function blank(source: string): string {
  // A quote opened in a regular expression or in JSX text cannot do harm past its own line.
  const tokens =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^\\`])*`|'(?:\\.|[^\\'\n])*'|"(?:\\.|[^\\"\n])*"/g;
  return source.replace(tokens, (token) =>
    token.startsWith("'") || token.startsWith('"') ? token : token.replace(/[^\n]/g, ' '),
  );
}

const quoted = `['"]([^'"\\n]+)['"]`;
const clause = String.raw`(?:[\w$]+\s*,?\s*)?(?:\{[^{}]*\}|\*(?:\s*as\s+[\w$]+)?)?`;
const forms: readonly { readonly form: FoundImport['form']; readonly pattern: RegExp }[] = [
  {
    form: 'type',
    pattern: new RegExp(
      String.raw`(?<![\w$.])(?:import|export)\s+type\s+(?!from\b)${clause}\s*from\s*${quoted}`,
      'g',
    ),
  },
  {
    form: 'value',
    pattern: new RegExp(
      String.raw`(?<![\w$.])(?:import|export)\s*(?!type\s+[\w{*])${clause}\s*from\s*${quoted}`,
      'g',
    ),
  },
  { form: 'value', pattern: new RegExp(String.raw`(?<![\w$.])import\s*${quoted}`, 'g') },
  { form: 'value', pattern: new RegExp(String.raw`(?<![\w$.])import\s*\(\s*${quoted}`, 'g') },
  { form: 'value', pattern: new RegExp(String.raw`import\.meta\.glob(?:<[^>]*>)?\s*\(\s*${quoted}`, 'g') },
  {
    form: 'url',
    pattern: new RegExp(String.raw`new\s+URL\s*\(\s*${quoted}\s*,\s*import\.meta\.url`, 'g'),
  },
  { form: 'computed', pattern: /(?<![\w$.])import\s*\(\s*(?!['"\s])()/g },
];

export function findImports(source: string): FoundImport[] {
  const text = blank(source);
  const found: FoundImport[] = [];
  for (const { form, pattern } of forms) {
    for (const match of text.matchAll(pattern)) {
      const line = text.slice(0, match.index).split('\n').length;
      found.push({ specifier: match[1] ?? '', line, form });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}
