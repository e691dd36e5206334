/** One fact: when, what, because of what, and so. A click goes there; pointing at it lights its marks. */
import { FlaskConical } from 'lucide-react';
import type { StoryLine } from '../../i18n/narrate.ts';
import { factOf } from '../../kinds/facts.ts';
import { runExperiment } from '../../session/experiment.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import { useApp } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { ShowRequest, searchOutages } from './show-request.tsx';
import styles from './story-entry.module.css';

export function StoryEntry({ line }: { readonly line: StoryLine }) {
  const t = useScreen();
  const { session, desk } = useApp();
  const point = (): void => desk.setState({ highlight: line.component });
  const leave = (): void => desk.setState({ highlight: undefined });
  const { tryOut } = line;
  const runTry = (): void => {
    // What was done since, a fault or a raised load, is in the log and comes again.
    if (tryOut) void runExperiment(session, [tryOut]);
  };
  return (
    <li className={styles.entry} data-story={line.kind} data-quiet={line.isQuiet}>
      <StateGlyph state={factOf(line.kind).tone} />
      <div>
        <button
          type="button"
          className={styles.line}
          title={t.narration.seekThere}
          onClick={() => session.actions.seek(line.time)}
          onMouseEnter={point}
          onMouseLeave={leave}
          onFocus={point}
          onBlur={leave}
        >
          <span className={line.isQuiet ? `${styles.what} ${styles.quiet}` : styles.what}>
            <span className={styles.time}>{line.when}</span> {line.what}
          </span>
          {line.because === undefined ? undefined : <span className={styles.why}>{line.because}</span>}
          {line.so === undefined ? undefined : <span className={styles.why}>{line.so}</span>}
        </button>
        {line.isOutage ? <ShowRequest search={searchOutages(line.ids)} /> : undefined}
        {tryOut === undefined ? undefined : (
          <button type="button" className={styles.tryOut} title={t.question.sameTraffic} onClick={runTry}>
            <FlaskConical aria-hidden />
            {tryOut.text}
          </button>
        )}
      </div>
    </li>
  );
}
