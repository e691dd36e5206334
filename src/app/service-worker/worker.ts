/**
 * The service worker: keeps every file of one build and answers from them first, so that the page runs without a
 * network. The build puts `version` and `files` before this text. It never takes over a page that runs on another
 * version unless the page asks.
 */
declare const self: ServiceWorkerGlobalScope;
declare const version: string;
/** Path relative to the scope, and the hash of the bytes that belong to this build. */
declare const files: Readonly<Record<string, string>>;

const { scope } = self.registration;
// Caches belong to the origin, which other mounts of this page and other pages may share.
const ours = `nines ${scope} `;
const ownName = ours + version;

/** All or nothing: a file that is missing, or is of another build, leaves the version before in force. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(ownName);
  await cache.addAll(
    Object.entries(files).map(([path, integrity]) => new Request(path, { integrity, cache: 'no-cache' })),
  );
}

async function takeOver(): Promise<void> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A second open page still runs on the version before and may need a file of it; the next version removes it.
  if (all.filter(({ url }) => url.startsWith(scope)).length <= 1) {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(ours) && name !== ownName);
    await Promise.all(old.map((name) => caches.delete(name)));
  }
  await self.clients.claim();
}

/** The loader of late parts asks again with `?retry=n`, for the same file as another module. */
function withoutRetry({ url }: Request): string {
  const address = new URL(url);
  address.searchParams.delete('retry');
  return address.href;
}

/** Hosts send `Vary` for files that never vary. */
async function fileFor(request: Request): Promise<Response> {
  const own = await caches.open(ownName);
  const url = withoutRetry(request);
  const kept =
    (await own.match(url, { ignoreVary: true })) ?? (await caches.match(url, { ignoreVary: true }));
  return kept ?? fetch(request);
}

async function pageFor({ url }: Request): Promise<Response> {
  const address = new URL(url);
  const isPage = [scope, `${scope}index.html`].includes(address.origin + address.pathname);
  const own = await caches.open(ownName);
  const kept = await own.match(isPage ? scope : url, { ignoreVary: true });
  // The page's own paths are relative, so it can only be shown where it lives.
  return kept ?? fetch(url).catch(() => (isPage ? Response.error() : Response.redirect(scope)));
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  event.respondWith(request.mode === 'navigate' ? pageFor(request) : fileFor(request));
});
