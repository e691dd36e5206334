/** A static host of one journey's own: it can publish another version of the page, and go away. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test as base } from '@playwright/test';
import { serve } from '../../scripts/lib/static-server.mjs';

interface Host {
  readonly url: string;
  /** Every file of the build as the page would request it, sorted. */
  readonly paths: readonly string[];
  /** The same page under another title, as a version of its own. */
  publish(title: string): void;
  close(): Promise<void>;
}

const dist = new URL('../../dist', import.meta.url).pathname;
const integrityOf = (text: string): string => createHash('sha256').update(text).digest('base64');

async function openHost(name: string): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), `nines-host-${name}-`));
  cpSync(dist, folder, { recursive: true });
  const { url, close } = await serve({ folder, port: 0, mount: '/some/sub/path/', tries: 1 });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return {
    url,
    paths: files
      .filter((path) => path !== 'service-worker.js')
      .map((path) => (path === 'index.html' ? '' : path))
      .sort(),
    publish(title) {
      const html = readFileSync(join(folder, 'index.html'), 'utf8');
      const next = html.replace(/<title>.*<\/title>/, `<title>${title}</title>`);
      const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8')
        .replace(/^const version = '.*'/, `const version = '${title}'`)
        .replace(integrityOf(html), integrityOf(next));
      writeFileSync(join(folder, 'index.html'), next);
      writeFileSync(join(folder, 'service-worker.js'), worker);
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Journeys that need the host for themselves; `page` opens it. */
export const test = base.extend<{ readonly host: Host }>({
  host: async ({ browserName }, use) => {
    const host = await openHost(browserName);
    await use(host);
    await host.close().catch(() => undefined);
  },
  baseURL: ({ host }, use) => use(host.url),
});
