/**
 * Loads a part of the page that the first view does without. Chromium up to 147 keeps a module that could not be
 * fetched, or whose static import could not, as failed for the life of the page. So all files of a part are fetched
 * first, and `import()` is called when they are in the browser's cache. A part that failed can be asked for again.
 */

/** What the build emitted for one part. Addresses are absolute. */
export interface PartFiles {
  /** The chunk that holds the part. */
  readonly chunk: string;
  /** The part's namespace among the chunk's exports, where the chunk is not the part alone. */
  readonly name?: string | undefined;
  /** Chunks that the part imports statically and the first view has not loaded. */
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/** The browser as the loader uses it; all reject when the network fails. */
export interface LateHost {
  /** `undefined` where nothing was emitted: the dev server, a test in Node. */
  filesOf(part: string): PartFiles | undefined;
  /** Reads the file to its end, so that the cache has all of it. `isAgain` passes over what the cache has. */
  fetchWhole(url: string, isAgain: boolean): Promise<void>;
  /** Does nothing when the page has the style sheet. */
  addStyles(url: string): Promise<void>;
  importFrom(url: string): Promise<Readonly<Record<string, unknown>>>;
}

export type Late = <Module>(load: () => Promise<Module>, part?: string) => Promise<Module>;

export function createLoader(host: LateHost): Late {
  const underway = new Map<string, Promise<unknown>>();
  const failed = new Set<string>();
  const loaded = new Set<string>();
  let retries = 0;

  async function fetchFile(url: string): Promise<void> {
    try {
      await host.fetchWhole(url, failed.has(url));
      failed.delete(url);
    } catch (error) {
      failed.add(url);
      throw error;
    }
  }

  async function loadPart<Module>(load: () => Promise<Module>, files: PartFiles): Promise<Module> {
    const { chunk, imports, styles } = files;
    const needed = [chunk, ...imports, ...styles].filter((url) => !loaded.has(url));
    await Promise.all(needed.map(fetchFile));
    for (const url of styles) await host.addStyles(url);
    const found = await importWhole(load, files);
    for (const url of needed) loaded.add(url);
    return found;
  }

  async function importWhole<Module>(load: () => Promise<Module>, files: PartFiles): Promise<Module> {
    try {
      return await load();
    } catch {
      // The cache did not keep the chunk, and now the module map has it as failed. Another query is another module.
      const { chunk, name } = files;
      retries += 1;
      const found = await host.importFrom(`${chunk}?retry=${retries}`);
      return (name === undefined ? found : found[name]) as Module;
    }
  }

  return function late<Module>(load: () => Promise<Module>, part?: string): Promise<Module> {
    const files = part === undefined ? undefined : host.filesOf(part);
    if (part === undefined || files === undefined) return load();
    const before = underway.get(part);
    if (before !== undefined) return before as Promise<Module>;
    const loading = loadPart(load, files).finally(() => underway.delete(part));
    underway.set(part, loading);
    return loading;
  };
}
