// The budget of the first view is only worth what is counted: each way of asking for a file, on a small build.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sumsOf, weigh } from '../scripts/lib/weigh.mjs';

const build: Readonly<Record<string, string>> = {
  'index.html': `<link rel="icon" href="./favicon.svg" /><link rel="manifest" href="./manifest.webmanifest" />
    <script type="module" crossorigin src="./assets/main.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/preloaded.js">
    <link rel="stylesheet" crossorigin href="./assets/main.css">`,
  'assets/main.js': `import{a as b}from"./shared.js";import"./effect.js";
    const said='import"./only-said.js"';
    new Worker(new URL(new URL(\`worker.js\`,import.meta.url).href,\`\`+import.meta.url),{type:\`module\`});
    export const open=()=>import("./lazy.js"),c=b+said;
    await({en:()=>import("./texts.en-A1_b-2.js"),zh:()=>import("./texts.zh-C3d4.js")})[c]();`,
  'assets/texts.en-A1_b-2.js': 'import{a}from"./shared.js";export const texts=a;',
  'assets/texts.zh-C3d4.js': 'import{w}from"./words.js";import{a}from"./shared.js";export const texts=a+w;',
  'assets/words.js': 'export const w="主库宕机";',
  'assets/shared.js': 'export*from"./deep.js";export const a=1;',
  'assets/deep.js': 'export const d=import.meta.url;',
  'assets/effect.js': 'import{d}from"./deep.js";d();',
  'assets/preloaded.js': 'export{a}from"./shared.js";',
  'assets/lazy.js': 'import{e}from"./lazy-shared.js";import{a}from"./shared.js";e(a);',
  'assets/lazy-shared.js': 'export const e=2;',
  'assets/only-said.js': '0;',
  'assets/worker.js': 'import"./shared.js";',
  'assets/main.css': 'p{}',
  'assets/lazy.css': 'q{}',
  'assets/face.woff2': 'font',
  'favicon.svg': '<svg/>',
  'manifest.webmanifest': '{}',
  'service-worker.js': 'self',
};
const filesOf = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));

describe('the weight of a build', () => {
  const rows = weigh(filesOf(build));
  const pathsOf = (part: string): string[] =>
    rows
      .filter((row) => row.part === part)
      .map(({ path }) => path)
      .sort();

  it('counts for the first view what it imports statically, whatever the way', () => {
    expect(pathsOf('first view, script')).toEqual(
      ['deep', 'effect', 'main', 'preloaded', 'shared', 'texts.zh-C3d4', 'words'].map(
        (name) => `assets/${name}.js`,
      ),
    );
    expect(pathsOf('first view, style')).toEqual(['assets/main.css']);
    expect(pathsOf('first view, page')).toEqual(['index.html']);
  });

  it('lists and does not count what comes later or apart', () => {
    expect(pathsOf('when needed')).toEqual(
      ['lazy-shared.js', 'lazy.css', 'lazy.js', 'only-said.js', 'texts.en-A1_b-2.js'].map(
        (name) => `assets/${name}`,
      ),
    );
    expect(pathsOf('worker')).toEqual(['assets/worker.js']);
    expect(pathsOf('service worker')).toEqual(['service-worker.js']);
    expect(pathsOf('font')).toEqual(['assets/face.woff2']);
    expect(pathsOf('icon or manifest')).toEqual(['favicon.svg', 'manifest.webmanifest']);
  });

  it('adds up every file once', () => {
    const sums = sumsOf(rows);
    expect(sums.reduce((sum, { files }) => sum + files, 0)).toBe(Object.keys(build).length);
    expect(sums.reduce((sum, { raw }) => sum + raw, 0)).toBe(
      Object.values(build).reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    );
    const styles = sums.find(({ part }) => part === 'first view, style');
    expect(styles?.gzip).toBe(gzipSync('p{}').length);
    expect(sums.find(({ part }) => part === 'font')?.gzip).toBe('font'.length);
  });

  it('counts the heaviest language, whichever that is', () => {
    // Squares modulo a prime: nothing that compression could shorten to the length of the other.
    const long = Array.from({ length: 200 }, (_, index) =>
      ((index * index * 7_919) % 65_521).toString(16),
    ).join('');
    const other = weigh(filesOf({ ...build, 'assets/texts.en-A1_b-2.js': `export const texts="${long}";` }));
    const counted = other.filter(({ part }) => part === 'first view, script').map(({ path }) => path);
    expect(counted).toContain('assets/texts.en-A1_b-2.js');
    expect(counted).not.toContain('assets/texts.zh-C3d4.js');
    expect(counted).not.toContain('assets/words.js');
  });

  it('refuses a build in which it finds no language', () => {
    const named = Object.entries(build).filter(([path]) => !path.includes('/texts.'));
    expect(() => weigh(filesOf(Object.fromEntries(named)))).toThrow('No texts of any language');
  });

  it('refuses a build with a hole', () => {
    const { 'assets/deep.js': _, ...rest } = build;
    expect(() => weigh(filesOf(rest))).toThrow('assets/deep.js');
  });
});
