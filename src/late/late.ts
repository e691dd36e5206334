/**
 * Every dynamic import of src goes through `late`; test/late.test.ts holds it to that.
 * The build (scripts/vite/late-parts.ts) adds the part's name and writes the files of all parts into index.html.
 */
import { createLoader, type LateHost, type PartFiles } from './loader.ts';

type Emitted = Readonly<Record<string, PartFiles>>;

/** The id of the element of index.html that holds the files of each part, addresses relative to the page. */
const elementId = 'late-parts';

/** A connection that stands still is a failure, so that the user can ask again. 120 KB take as long at 2 KB/s. */
const longestMillis = 60_000;

let emitted: Emitted | undefined;

function emittedParts(): Emitted {
  const text = globalThis.document?.getElementById(elementId)?.textContent;
  return text ? (JSON.parse(text) as Emitted) : {};
}

const absolute = (path: string): string => new URL(path, document.baseURI).href;

const host: LateHost = {
  filesOf(part) {
    emitted ??= emittedParts();
    const files = emitted[part];
    if (files === undefined) return undefined;
    return {
      chunk: absolute(files.chunk),
      name: files.name,
      imports: files.imports.map(absolute),
      styles: files.styles.map(absolute),
    };
  },
  async fetchWhole(url, isAgain) {
    const signal = AbortSignal.timeout(longestMillis);
    const response = await fetch(url, { cache: isAgain ? 'reload' : 'default', signal });
    const type = response.headers.get('content-type') ?? '';
    // A network that wants a log-in first answers everything with a page of its own.
    if (!response.ok || !/javascript|css/.test(type)) throw new Error(`${url}: ${response.status} ${type}`);
    await response.arrayBuffer();
  },
  async addStyles(url) {
    if ([...document.styleSheets].some(({ href }) => href === url)) return;
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    await new Promise((done, fail) => {
      link.addEventListener('load', done);
      link.addEventListener('error', () => {
        link.remove();
        fail(new Error(`${url} could not be loaded`));
      });
      document.head.append(link);
    });
  },
  importFrom: (url) => import(/* @vite-ignore */ url),
};

export const late = createLoader(host);
