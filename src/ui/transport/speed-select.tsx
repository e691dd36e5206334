/** The speeds as a list that opens on touch: six buttons would take a row of their own. */
import { speeds } from '../../session/session-contract.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { speedText } from './speed-text.ts';
import styles from './transport-group.module.css';

export function SpeedSelect() {
  const t = useScreen();
  const { actions } = useSession();
  const speed = useSessionState((state) => state.speed);
  return (
    <select
      className={styles.select}
      aria-label={t.transport.speed}
      value={String(speed)}
      onChange={(event) => {
        const found = speeds.find((option) => String(option) === event.target.value);
        if (found !== undefined) actions.setSpeed(found);
      }}
    >
      {speeds.map((option) => (
        <option key={option} value={String(option)}>
          {speedText(option, t.transport.max)}
        </option>
      ))}
    </select>
  );
}
