/** How many simulated seconds pass in one of ours; what the machine really reaches is said when it is less. */
import type { Speed } from '../../session/session-contract.ts';
import { speeds } from '../../session/session-contract.ts';
import { Segmented } from '../controls/segmented.tsx';
import { plainNumber } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './transport-group.module.css';

/** Below this share of what was asked, the reached speed is shown. */
const nearEnough = 0.9;

function speedText(speed: Speed, max: string): string {
  if (speed === 'max') return max;
  return speed < 1 ? `1/${Math.round(1 / speed)}` : `${speed}×`;
}

export function SpeedChoice() {
  const t = useScreen();
  const { actions } = useSession();
  const speed = useSessionState((state) => state.speed);
  const achieved = useSessionState((state) =>
    state.playback === 'playing' && state.achievedSpeed !== undefined
      ? Number(state.achievedSpeed.toPrecision(2))
      : undefined,
  );
  const slower = achieved !== undefined && (speed === 'max' || achieved < speed * nearEnough);
  return (
    <div className={styles.group}>
      <Segmented
        bare
        label={t.transport.speed}
        options={speeds.map((option) => ({
          value: String(option),
          text: speedText(option, t.transport.max),
          title: t.transport.speedTitle(option),
        }))}
        value={String(speed)}
        onChange={(chosen) => {
          const found = speeds.find((option) => String(option) === chosen);
          if (found !== undefined) actions.setSpeed(found);
        }}
      />
      <span className={styles.achieved}>
        {slower && achieved !== undefined ? t.transport.reached(plainNumber(achieved)) : ''}
      </span>
    </div>
  );
}
