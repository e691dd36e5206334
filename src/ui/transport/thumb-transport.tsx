/** The transport for one hand: the scrubber, and below it what is pressed often; the rest waits in the sheet. */
import { Ellipsis } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { plainNumber, runTime } from '../measure/format.ts';
import { useApp, useDesk, useSessionState } from '../session/app-context.ts';
import { openSheet } from '../session/desk-store.ts';
import { useScreen } from '../session/use-screen.ts';
import { ForkButton } from './fork-buttons.tsx';
import { PlayButtons } from './play-buttons.tsx';
import { ScrubberMount } from './scrubber-mount.tsx';
import { SpeedSelect } from './speed-select.tsx';
import styles from './thumb-transport.module.css';
import { useReachedSpeed } from './use-reached-speed.ts';

export function ThumbTransport() {
  const t = useScreen();
  const { desk } = useApp();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const branches = useSessionState((state) => state.branches);
  const branchId = useSessionState((state) => state.branchId);
  const isOpen = useDesk((state) => state.sheet === 'time');
  const reached = useReachedSpeed();
  const letter = branches.find(({ id }) => id === branchId)?.letter;
  return (
    <>
      <div className={styles.track}>
        <p className={styles.time}>
          <span data-testid="view-time">t = {runTime(viewMicros)}</span>
          {reached === undefined ? undefined : (
            <span className={styles.reached}>{t.transport.reached(plainNumber(reached))}</span>
          )}
        </p>
        <ScrubberMount />
      </div>
      <div className={styles.row}>
        <PlayButtons isShort />
        <SpeedSelect />
        <ForkButton isShort />
        <Button
          icon={<Ellipsis aria-hidden />}
          aria-label={t.sheet.time}
          title={t.sheet.time}
          aria-pressed={isOpen}
          data-testid="more-time"
          onClick={() => openSheet(desk, 'time')}
        >
          {branches.length > 1 ? letter : undefined}
        </Button>
      </div>
    </>
  );
}
