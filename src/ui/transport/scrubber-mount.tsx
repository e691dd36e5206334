/** The scrubber of the views, with the role and the keys of a slider around it. */
import { useRef } from 'react';
import { seekStep, sliderValues } from '../../views/charts/slider-values.ts';
import { runTime } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { useTimeMarks } from '../timeline/use-time-marks.ts';
import styles from './scrubber-mount.module.css';
import { useScrubber } from './use-scrubber.ts';

export function ScrubberMount() {
  const t = useScreen();
  const { actions, store } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const marks = useTimeMarks();
  useScrubber(box, marks);
  const values = sliderValues(marks.domain, viewMicros);
  return (
    <div
      ref={box}
      className={styles.scrubber}
      role="slider"
      tabIndex={0}
      aria-label={t.transport.scrubber}
      aria-valuemin={values.min}
      aria-valuemax={values.max}
      aria-valuenow={values.now}
      aria-valuetext={runTime(viewMicros)}
      onKeyDown={(event) => {
        const state = store.getState();
        const to = seekStep(event.key, state.viewMicros, state.headMicros);
        if (to === undefined) return;
        event.preventDefault();
        actions.seek(to);
      }}
    >
      <svg aria-hidden="true" />
    </div>
  );
}
