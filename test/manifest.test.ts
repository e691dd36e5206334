// What a system shows of an installed page: it must exist, and be of the same colours as the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './support/repository.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('public/manifest.webmanifest'));
/** Of both themes, in the order of tokens.css: light, dark. */
const canvas = [...read('src/ui/tokens.css').matchAll(/--canvas: (#\w{6});/g)].map(([, colour]) => colour);

it('has the colours of tokens.css', () => {
  expect([manifest.theme_color, manifest.background_color]).toEqual([canvas[0], canvas[0]]);
  const page = [
    ...read('index.html').matchAll(/name="theme-color" media="[^"]*: (\w+)\)" content="(#\w{6})"/g),
  ];
  expect(page.map(([, theme, colour]) => [theme, colour])).toEqual([
    ['light', canvas[0]],
    ['dark', canvas[1]],
  ]);
});

it('names pictures that exist in the sizes it says', () => {
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(join(root, 'public', src));
    if (type === 'image/svg+xml') {
      expect([sizes, bytes.toString().slice(0, 4)]).toEqual(['any', '<svg']);
    } else {
      // Width and height stand at a fixed place of a PNG's first chunk.
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)} ${type}`).toBe(`${sizes} image/png`);
    }
  }
});

it('works wherever the page is put', () => {
  const { id, start_url, scope } = manifest;
  for (const path of [id, start_url, scope, ...manifest.icons.map(({ src }: { src: string }) => src)])
    expect(path).toMatch(/^\.(\/|$)/);
});
