/** Now, or at a time of the run: then the run goes there first, so that the fault stands in its log at that time. */
import { useState } from 'react';
import { microsFromSeconds, secondsFromMicros } from '../../base/units.ts';
import { NumberField } from '../controls/number-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { useApp, useDesk, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './fault-time.module.css';

const longestRunSeconds = 3_600;
const spec = { path: 'faultAt', unit: 'seconds', min: 0, max: longestRunSeconds, default: 30 } as const;

export function FaultTime() {
  const t = useScreen();
  const { desk } = useApp();
  const faultAt = useDesk((state) => state.faultAt);
  const isPast = useSessionState((state) => faultAt !== undefined && faultAt < state.headMicros);
  const [seconds, setSeconds] = useState<number>(spec.default);
  return (
    <>
      <Segmented
        label={t.faults.when}
        options={[
          { value: 'now', text: t.faults.now },
          { value: 'later', text: t.faults.atTime },
        ]}
        value={faultAt === undefined ? 'now' : 'later'}
        onChange={(when) =>
          desk.setState({ faultAt: when === 'now' ? undefined : microsFromSeconds(seconds) })
        }
      />
      {faultAt === undefined ? undefined : (
        <>
          <NumberField
            name={t.faults.time}
            spec={spec}
            value={secondsFromMicros(faultAt)}
            onCommit={(value) => {
              setSeconds(value);
              desk.setState({ faultAt: microsFromSeconds(value) });
            }}
          />
          <p className={styles.note} role="status">
            {isPast ? t.faults.timePast : t.faults.timeHelp}
          </p>
        </>
      )}
    </>
  );
}
