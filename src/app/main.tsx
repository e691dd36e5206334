/** The composition root: the only file that knows every room. */
import { createRoot } from 'react-dom/client';
import { App } from '../ui/app.tsx';
import { applyPreferences } from '../ui/preferences/apply-preferences.ts';
import { readSeed } from '../ui/preferences/fragment.ts';
import { createPreferences } from '../ui/preferences/preferences.ts';
import { createDesk } from '../ui/session/desk-store.ts';
import { createAnimationLoop } from '../ui/shell/animation-loop.ts';
import '../ui/shell/global.css';
import { openSession } from './open-session.ts';

const preferences = createPreferences();
applyPreferences(preferences);

const session = openSession(readSeed());
const loop = createAnimationLoop(session, () => performance.mark('firstSimFrame'));
document.addEventListener('visibilitychange', () => session.setHidden(document.hidden));

const host = document.getElementById('root');
if (host) createRoot(host).render(<App parts={{ session, preferences, desk: createDesk(), loop }} />);
loop.start();
