/** The composition root: the only file that knows every room. */
import { createRoot } from 'react-dom/client';
import { loadLanguage } from '../i18n/load-language.ts';
import { mendFonts } from '../late/fonts.ts';
import { App } from '../ui/app.tsx';
import { createNewVersionStore } from '../ui/notices/new-version.ts';
import { applyPreferences, isMotionReduced } from '../ui/preferences/apply-preferences.ts';
import { writeFragment } from '../ui/preferences/fragment.ts';
import { createPreferences } from '../ui/preferences/preferences.ts';
import { createDesk } from '../ui/session/desk-store.ts';
import { createAnimationLoop } from '../ui/shell/animation-loop.ts';
import '../ui/shell/global.css';
import { createTapes } from '../ui/tape/tapes.ts';
import { addressNow, followAddress } from './follow-address.ts';
import { loadOtherLanguage } from './load-other-language.ts';
import { openSession } from './open-session.ts';
import { followVersions } from './service-worker/follow-versions.ts';
import { type KeptRun, takeKeptRun } from './service-worker/kept-run.ts';
import { receiveCarried } from './service-worker/receive-carried.ts';
import { installTestHook } from './test-hook.ts';

const preferences = createPreferences();
applyPreferences(preferences);
mendFonts();
const language = loadLanguage(preferences.getState().language);

async function start(kept: KeptRun | undefined): Promise<void> {
  const carried = kept && 'run' in kept ? kept.run : undefined;
  const address = addressNow();
  // Whoever asked for less motion starts the run; everyone else finds it running.
  const session = openSession(address, !isMotionReduced(preferences.getState()), carried);
  const loop = createAnimationLoop(session, () => performance.mark('firstSimFrame'));
  const versions = createNewVersionStore();
  const newVersion = followVersions(session, versions);
  receiveCarried(session, kept, versions);
  const tapes = createTapes(session);
  installTestHook(session);
  writeFragment('seed', String(session.store.getState().seed));
  followAddress(session, address);
  if (document.hidden) session.setHidden(true);
  document.addEventListener('visibilitychange', () => session.setHidden(document.hidden));

  // The worker starts meanwhile. Without its texts the page says so and offers to be loaded again.
  await language;
  const host = document.getElementById('root');
  if (host)
    createRoot(host).render(
      <App parts={{ session, preferences, desk: createDesk(), loop, newVersion, tapes }} />,
    );
  loop.start();
  loadOtherLanguage();
}

// Never awaited at the top of a module: the texts, and what is loaded for a kept run, import the chunk of this very
// file, and each would wait for the other.
takeKeptRun()
  .then(start)
  .catch((error: unknown) => {
    // What index.html says of a page that did not start is still there: with the reason, if it comes to be seen.
    const reason = document.querySelector('[data-reason]');
    if (reason) reason.textContent = String(error);
    throw error;
  });
