// What the loader of late parts (src/late) knows of a build: which chunk holds a part, what that chunk imports
// statically, which styles it needs. Calls of `late` get the part's name; index.html gets the files, as data, which
// the policy lets pass because it is not a script.
import { posix, relative } from 'node:path';
import { normalizePath, type Plugin, type Rolldown } from 'vite';
import type { PartFiles } from '../../src/late/loader.ts';

type Bundle = Rolldown.OutputBundle;

const call = /\blate\(\s*\(\) =>\s*import\(\s*'(\.[^']+)'\s*\),?\s*\)/g;

/** `late(() => import('./a.ts'))` in `folder` becomes `late(() => import('./a.ts'), "<folder>/a.ts")`. */
export function nameParts(code: string, folder: string): { readonly code: string; readonly parts: string[] } {
  const parts: string[] = [];
  const named = code.replace(call, (_, specifier: string) => {
    const part = posix.join(folder, specifier);
    parts.push(part);
    return `late(() => import('${specifier}'), ${JSON.stringify(part)})`;
  });
  return { code: named, parts };
}

function chunkNamed(bundle: Bundle, fileName: string): Rolldown.OutputChunk | undefined {
  const found = bundle[fileName];
  return found?.type === 'chunk' ? found : undefined;
}

/** The chunk itself first, then all that it cannot start without. */
function withImports(bundle: Bundle, fileName: string): Set<string> {
  const seen = new Set([fileName]);
  for (const name of seen) for (const next of chunkNamed(bundle, name)?.imports ?? []) seen.add(next);
  return seen;
}

function stylesOf(bundle: Bundle, chunks: Iterable<string>): string[] {
  return [...chunks].flatMap((name) => [...(chunkNamed(bundle, name)?.viteMetadata?.importedCss ?? [])]);
}

/** The bundler writes `import('./chunk.js').then((e) => e.t)` where a chunk holds more than the part. */
function nameInChunk(bundle: Bundle, fileName: string): string | undefined {
  const file = posix.basename(fileName).replace(/[.$]/g, '\\$&');
  const imported = new RegExp(
    `import\\([\`'"]\\./${file}[\`'"]\\)(?:\\.then\\(\\(?(\\w+)\\)?\\s*=>\\s*\\1\\.(\\w+)\\))?`,
  );
  for (const output of Object.values(bundle)) {
    const found = output.type === 'chunk' ? imported.exec(output.code) : undefined;
    if (found) return found[2];
  }
  throw new Error(`${fileName} holds a late part, and nothing imports it`);
}

/** Of each part of `ids` (name → module id): what is to be fetched beyond what the entries have loaded. */
export function filesOfParts(bundle: Bundle, ids: ReadonlyMap<string, string>): Record<string, PartFiles> {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const loaded = new Set(entries.flatMap((fileName) => [...withImports(bundle, fileName)]));
  const loadedStyles = new Set(stylesOf(bundle, loaded));
  const files: Record<string, PartFiles> = {};
  for (const [part, id] of [...ids].sort()) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(id))?.fileName;
    if (chunk === undefined) throw new Error(`${part} is a late part, and no chunk holds it`);
    const needed = [...withImports(bundle, chunk)].filter((name) => !loaded.has(name));
    files[part] = {
      chunk,
      name: nameInChunk(bundle, chunk),
      imports: needed.filter((name) => name !== chunk),
      styles: [...new Set(stylesOf(bundle, needed))].filter((name) => !loadedStyles.has(name)),
    };
  }
  return files;
}

export function lateParts(): Plugin {
  const ids = new Map<string, string>();
  let root = '';
  return {
    name: 'nines:late-parts',
    apply: 'build',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    // The bundler's own loading of a chunk's imports would begin before the loader has them, and never again.
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /\blate\(/ },
      handler(code, id) {
        const { code: named, parts } = nameParts(code, posix.dirname(normalizePath(relative(root, id))));
        for (const part of parts) ids.set(part, normalizePath(posix.join(normalizePath(root), part)));
        return parts.length === 0 ? undefined : { code: named, map: null };
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => [
        {
          tag: 'script',
          attrs: { type: 'application/json', id: 'late-parts' },
          children: JSON.stringify(filesOfParts(bundle ?? {}, ids)),
          injectTo: 'head',
        },
      ],
    },
  };
}
