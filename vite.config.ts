// One build for any static host: relative URLs, a module worker, a service worker that keeps it all, and a
// Content-Security-Policy that the page itself carries, since nobody configures headers on a static host.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { lateParts } from './scripts/vite/late-parts.ts';
import { numbersOnly } from './scripts/vite/numbers-only.ts';
import { serviceWorker } from './scripts/vite/service-worker-plugin.ts';
import { unusedCurves } from './scripts/vite/unused-curves.ts';
import { wholeChunk } from './scripts/vite/whole-chunk.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only at build: the dev server injects inline styles and a reload script, which the policy would refuse. */
const contentSecurityPolicy: Plugin = {
  name: 'nines:content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  },
};

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const texts = {
  'texts.en': pathOf('./src/i18n/texts.en.ts'),
  'texts.zh': pathOf('./src/i18n/texts.zh.ts'),
};

export default defineConfig({
  base: './',
  resolve: { alias: { 'd3-transition': pathOf('./scripts/vite/without-transitions.ts') } },
  plugins: [
    react(),
    lateParts(),
    unusedCurves(),
    numbersOnly(),
    contentSecurityPolicy,
    serviceWorker(pathOf('./src/app/service-worker/worker.ts')),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Inlined assets would become data: URLs, which the policy allows for images only.
    assetsInlineLimit: 0,
    // The loader of late parts fetches what a chunk imports.
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            wholeChunk('first-view', pathOf('./index.html'), Object.values(texts)),
            ...Object.entries(texts).map(([name, entry]) => wholeChunk(name, entry)),
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
});
