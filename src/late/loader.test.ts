import { describe, expect, it } from 'vitest';
import { createLoader, type LateHost, type PartFiles } from './loader.ts';

const dialog: PartFiles = {
  chunk: 'https://host/dialog.js',
  imports: ['https://host/inner.js'],
  styles: ['https://host/dialog.css'],
};
const language: PartFiles = { chunk: 'https://host/texts.js', name: 't', imports: [], styles: [] };

/**
 * A browser that keeps a module that failed as failed, and an outer module whose import failed with it: Chromium 147.
 * Files in `down` cannot be fetched; files in `uncached` are fetched again by `import()`, which fails for them.
 */
function browser() {
  const down = new Set<string>();
  const uncached = new Set<string>();
  const asked: string[] = [];
  const failedModules = new Set<string>();
  const fileOf = (url: string): string => url.replace(/\?.*/, '');
  async function importModule(url: string, imports: readonly string[]): Promise<void> {
    asked.push(`import ${url}`);
    for (const one of [url, ...imports]) {
      if (down.has(fileOf(one)) || uncached.delete(one)) failedModules.add(one);
      if (failedModules.has(one)) throw new Error(`${one} failed`);
    }
  }
  const host: LateHost = {
    filesOf: (part) => ({ dialog, language })[part],
    async fetchWhole(url, isAgain) {
      asked.push(`fetch ${url}${isAgain ? ' again' : ''}`);
      if (down.has(url)) throw new Error(`${url} cannot be fetched`);
    },
    async addStyles(url) {
      asked.push(`styles ${url}`);
    },
    async importFrom(url) {
      await importModule(url, url.startsWith(dialog.chunk) ? dialog.imports : []);
      return { t: 'texts', Dialog: 'dialog' };
    },
  };
  const late = createLoader(host);
  const openDialog = () =>
    late(async () => {
      await importModule(dialog.chunk, dialog.imports);
      return { Dialog: 'dialog' };
    }, 'dialog');
  const openLanguage = () =>
    late(async () => {
      await importModule(language.chunk, []);
      return 'texts';
    }, 'language');
  return { down, uncached, asked, late, openDialog, openLanguage };
}

describe('the loader of late parts', () => {
  it('imports a part when all its files are there, styles first', async () => {
    const { asked, openDialog } = browser();
    expect(await openDialog()).toEqual({ Dialog: 'dialog' });
    expect(asked).toEqual([
      'fetch https://host/dialog.js',
      'fetch https://host/inner.js',
      'fetch https://host/dialog.css',
      'styles https://host/dialog.css',
      'import https://host/dialog.js',
    ]);
  });

  it.each([...dialog.imports, ...dialog.styles, dialog.chunk])(
    'imports nothing while %s is missing, and the part when it is asked for again',
    async (missing) => {
      const { down, asked, openDialog } = browser();
      down.add(missing);
      await expect(openDialog()).rejects.toThrow('cannot be fetched');
      expect(asked.filter((one) => one.startsWith('import'))).toEqual([]);
      down.clear();
      asked.length = 0;
      expect(await openDialog()).toEqual({ Dialog: 'dialog' });
      expect(asked.filter((one) => one.endsWith('again'))).toEqual([`fetch ${missing} again`]);
      expect(asked.at(-1)).toBe('import https://host/dialog.js');
    },
  );

  it('takes another query when the import failed all the same, a new one each time', async () => {
    const { uncached, down, asked, openLanguage } = browser();
    uncached.add(language.chunk);
    uncached.add(`${language.chunk}?retry=1`);
    await expect(openLanguage()).rejects.toThrow('retry=1 failed');
    expect(down.size).toBe(0);
    expect(await openLanguage()).toBe('texts');
    expect(asked.filter((one) => one.startsWith('import'))).toEqual([
      'import https://host/texts.js',
      'import https://host/texts.js?retry=1',
      'import https://host/texts.js',
      'import https://host/texts.js?retry=2',
    ]);
  });

  it('gives the whole chunk of the retry where the part has no name in it', async () => {
    const { uncached, openDialog } = browser();
    uncached.add(dialog.chunk);
    expect(await openDialog()).toMatchObject({ Dialog: 'dialog' });
  });

  it('loads once for all who ask meanwhile, and fetches nothing twice', async () => {
    const { asked, openDialog } = browser();
    const [one, other] = await Promise.all([openDialog(), openDialog()]);
    expect(one).toBe(other);
    expect(asked.filter((one) => one.startsWith('import'))).toHaveLength(1);
    asked.length = 0;
    await openDialog();
    expect(asked.filter((one) => one.startsWith('fetch'))).toEqual([]);
  });

  it('only imports where no build says what a part is made of', async () => {
    const { asked, late } = browser();
    expect(await late(async () => 1)).toBe(1);
    expect(await late(async () => 2, 'elsewhere')).toBe(2);
    expect(asked).toEqual([]);
  });
});
