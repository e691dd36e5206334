/** How the next fault is meant: at what, for how long, how slow. The verbs act at once. */
import { microsFromSeconds, secondsFromMicros } from '../../base/units.ts';
import { Segmented } from '../controls/segmented.tsx';
import { useApp, useDesk, useSessionState } from '../session/app-context.ts';
import { findSelected } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { FaultButtons } from './fault-buttons.tsx';
import { lastingVerbs, sensibleVerbs } from './fault-command.ts';
import { FaultHelp } from './fault-help.tsx';
import styles from './fault-palette.module.css';
import { FaultTarget } from './fault-target.tsx';
import { FaultTime } from './fault-time.tsx';

const durations: readonly number[] = [0, 10, 30];
const factors: readonly number[] = [2, 4, 10];

export function FaultPalette() {
  const t = useScreen();
  const { desk } = useApp();
  const selection = useSessionState((state) => state.selection);
  const description = useSessionState((state) => state.description);
  const faultMicros = useDesk((state) => state.faultMicros);
  const slowFactor = useDesk((state) => state.slowFactor);
  const selected = findSelected(description, selection);
  const story = useSessionState((state) => state.story);
  const verbs = selected === undefined ? [] : sensibleVerbs(selected, story);
  return (
    <section className={styles.palette} aria-label={t.faults.title}>
      <h3 className={styles.title}>{t.faults.title}</h3>
      <FaultTarget />
      {selected === undefined ? undefined : (
        <>
          <FaultButtons selected={selected} />
          <FaultHelp verbs={verbs} />
          {verbs.length > 0 ? <FaultTime /> : undefined}
          {verbs.some((verb) => lastingVerbs.has(verb)) ? (
            <Segmented
              label={t.faults.lasting}
              options={durations.map((seconds) => ({ value: seconds, text: t.faults.forSeconds(seconds) }))}
              value={faultMicros === undefined ? 0 : secondsFromMicros(faultMicros)}
              onChange={(seconds) =>
                desk.setState({ faultMicros: seconds === 0 ? undefined : microsFromSeconds(seconds) })
              }
            />
          ) : undefined}
          {verbs.includes('slow') ? (
            <Segmented
              label={t.faults.factor}
              options={factors.map((factor) => ({ value: factor, text: `×${factor}` }))}
              value={slowFactor}
              onChange={(factor) => desk.setState({ slowFactor: factor })}
            />
          ) : undefined}
        </>
      )}
    </section>
  );
}
