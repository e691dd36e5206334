/**
 * Registers the service worker, says when a new version waits, and changes over when asked: the run is kept, the new
 * version takes over, the page is loaded again. Nobody is told of a registration that fails: the page works without.
 */
import type { Session } from '../../session/session-contract.ts';
import type { NewVersion, NewVersionStore } from '../../ui/notices/new-version.ts';
import { keepRun } from './kept-run.ts';
import { keepTraffic } from './kept-traffic.ts';

export function followVersions(session: Session, store: NewVersionStore): NewVersion {
  let registration: ServiceWorkerRegistration | undefined;
  let isLeaving = false;

  async function register(container: ServiceWorkerContainer): Promise<void> {
    let hadController = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      if (isLeaving) window.location.reload();
      // Another page of this origin has changed over: this one stays on the version that it runs on.
      else if (hadController) store.setState({ offer: 'ready' });
      hadController = true;
    });
    const found = await container.register('./service-worker.js', { updateViaCache: 'none' });
    registration = found;
    const offer = (): void => {
      if (found.waiting !== null && container.controller !== null) store.setState({ offer: 'ready' });
    };
    offer();
    found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', offer));
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) found.update().catch(() => undefined);
    });
  }

  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    // The first view's own requests come first.
    const begin = (): void => {
      register(navigator.serviceWorker).catch(() => undefined);
    };
    if (document.readyState === 'complete') begin();
    else window.addEventListener('load', begin, { once: true });
  }

  return {
    store,
    async update() {
      const wasPlaying = session.store.getState().playback === 'playing';
      if (!keepRun(await session.handOver())) {
        if (wasPlaying) session.actions.play();
        store.setState({ offer: 'noRoom' });
        return;
      }
      const { tape } = session.store.getState();
      if (tape !== undefined) await keepTraffic(tape.traffic);
      isLeaving = true;
      if (registration?.waiting) registration.waiting.postMessage('take over');
      else window.location.reload();
    },
  };
}
