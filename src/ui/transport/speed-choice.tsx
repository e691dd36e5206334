/** How many simulated seconds pass in one of ours; what the machine really reaches is said when it is less. */
import { speeds } from '../../session/session-contract.ts';
import { Segmented } from '../controls/segmented.tsx';
import { plainNumber } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { speedText } from './speed-text.ts';
import styles from './transport-group.module.css';
import { useReachedSpeed } from './use-reached-speed.ts';

export function SpeedChoice() {
  const t = useScreen();
  const { actions } = useSession();
  const speed = useSessionState((state) => state.speed);
  const reached = useReachedSpeed();
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
        {reached === undefined ? '' : t.transport.reached(plainNumber(reached))}
      </span>
    </div>
  );
}
