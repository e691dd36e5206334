/** Time: where it stands, how fast it goes, which way it branches. */

import { runTime } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { Branches } from './branches.tsx';
import { PlayButtons } from './play-buttons.tsx';
import { ScrubberMount } from './scrubber-mount.tsx';
import { SpeedChoice } from './speed-choice.tsx';
import styles from './transport.module.css';

export function Transport({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const seed = useSessionState((state) => state.seed);
  return (
    <section
      className={[styles.transport, className].filter(Boolean).join(' ')}
      aria-label={t.transport.title}
    >
      <div className={styles.row}>
        <PlayButtons />
        <SpeedChoice />
        <Branches />
        <p className={styles.time}>
          <span data-testid="view-time">t = {runTime(viewMicros)}</span> · {t.transport.seed(seed)}
        </p>
      </div>
      <ScrubberMount />
    </section>
  );
}
