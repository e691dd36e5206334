/** The composition root: the only file that knows every room. */
import { createRoot } from 'react-dom/client';
import { App } from '../ui/app.tsx';
import { applyPreferences, isMotionReduced } from '../ui/preferences/apply-preferences.ts';
import { readScenarioName, readSeed, writeFragment } from '../ui/preferences/fragment.ts';
import { createPreferences } from '../ui/preferences/preferences.ts';
import { createDesk } from '../ui/session/desk-store.ts';
import { createAnimationLoop } from '../ui/shell/animation-loop.ts';
import '../ui/shell/global.css';
import { openSession } from './open-session.ts';
import { installTestHook } from './test-hook.ts';

const preferences = createPreferences();
applyPreferences(preferences);

const seed = readSeed();
// Whoever asked for less motion starts the run; everyone else finds it running.
const session = openSession(readScenarioName(), seed, !isMotionReduced(preferences.getState()));
const loop = createAnimationLoop(session, () => performance.mark('firstSimFrame'));
installTestHook(session);
writeFragment('seed', String(seed));
if (document.hidden) session.setHidden(true);
document.addEventListener('visibilitychange', () => session.setHidden(document.hidden));

const host = document.getElementById('root');
if (host) createRoot(host).render(<App parts={{ session, preferences, desk: createDesk(), loop }} />);
loop.start();
