/** One fact: when, what, because of what, and so. A click goes there; pointing at it lights its marks. */
import { StateGlyph } from '../controls/state-glyph.tsx';
import { runTime } from '../measure/format.ts';
import { useApp } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './story-entry.module.css';
import type { StoryLine } from './use-story-lines.ts';

export function StoryEntry({ line }: { readonly line: StoryLine }) {
  const t = useScreen();
  const { session, desk } = useApp();
  const point = (): void => desk.setState({ highlight: line.id });
  const leave = (): void => desk.setState({ highlight: undefined });
  return (
    <li className={styles.entry} data-story={line.kind}>
      <StateGlyph state={line.state} />
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
        <span className={styles.what}>
          <span className={styles.time}>{runTime(line.time)}</span> {line.what}
        </span>
        {line.because === undefined ? undefined : <span className={styles.why}>{line.because}</span>}
        {line.so === undefined ? undefined : <span className={styles.why}>{line.so}</span>}
      </button>
    </li>
  );
}
