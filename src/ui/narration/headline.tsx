/** The whole incident in a few sentences, worst first. */
import { summarize } from '../../i18n/story/headline-text.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';
import styles from './narration.module.css';

export function Headline() {
  const language = usePreference((state) => state.language);
  const summary = useSessionState(({ story, totals, viewMicros, description }) => {
    const { classes = [], lostWrites = 0, splitBrainWrites = 0 } = totals ?? {};
    return summarize(
      story,
      language,
      { now: viewMicros, classes, lostWrites, splitBrainWrites },
      description,
    );
  });
  if (summary === undefined) return undefined;
  return (
    <p className={styles.summary} data-testid="incident">
      {summary}
    </p>
  );
}
