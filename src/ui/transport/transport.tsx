/** Time: where it stands, how fast it goes, which way it branches. */

import { ButtonGroup } from '../controls/button-group.tsx';
import { runTime } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import { BranchTabs } from './branch-tabs.tsx';
import { ForkButton, UndoButton } from './fork-buttons.tsx';
import { PlayButtons } from './play-buttons.tsx';
import { ScrubberMount } from './scrubber-mount.tsx';
import { SpeedChoice } from './speed-choice.tsx';
import { ThumbTransport } from './thumb-transport.tsx';
import styles from './transport.module.css';

export function Transport({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const isPhone = useLayoutSize() === 'phone';
  return (
    <section
      className={[styles.transport, className].filter(Boolean).join(' ')}
      aria-label={t.transport.title}
    >
      {isPhone ? <ThumbTransport /> : <WideTransport />}
    </section>
  );
}

function WideTransport() {
  const t = useScreen();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const seed = useSessionState((state) => state.seed);
  return (
    <>
      <div className={styles.row}>
        <PlayButtons />
        <SpeedChoice />
        <ButtonGroup label={t.transport.branches}>
          <ForkButton />
          <UndoButton />
        </ButtonGroup>
        <BranchTabs />
        <p className={styles.time}>
          <span data-testid="view-time">t = {runTime(viewMicros)}</span> · {t.transport.seed(seed)}
        </p>
      </div>
      <ScrubberMount />
    </>
  );
}
