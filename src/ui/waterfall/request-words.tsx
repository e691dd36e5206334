/** The request in sentences: what its time went to, what that means, and why it failed. */
import { runTime } from '../../i18n/format.ts';
import { tell } from '../../i18n/narrate.ts';
import { requestText } from '../../i18n/request-text.ts';
import type { RequestSpans } from '../../views/waterfall/request-spans.ts';
import { usePreference, useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './one-request.module.css';
import { factsOf, timeShares } from './request-facts.ts';

interface RequestWordsProps {
  readonly spans: RequestSpans;
  readonly names: readonly string[];
}

export function RequestWords({ spans, names }: RequestWordsProps) {
  const language = usePreference((state) => state.language);
  const t = requestText[language];
  const facts = factsOf(spans, names);
  const insight = t.insight(timeShares(facts), facts.rejectedBy);
  return (
    <div className={styles.words}>
      <p className={styles.summary} data-testid="request-summary">
        {t.summary(facts)}
      </p>
      {insight === undefined ? undefined : <p className={styles.insight}>{insight}</p>}
      {spans.cause === undefined ? undefined : <Because rootId={spans.rootId} />}
    </div>
  );
}

function Because({ rootId }: { readonly rootId: number }) {
  const language = usePreference((state) => state.language);
  const t = requestText[language];
  const screen = useScreen();
  const { actions } = useSession();
  const description = useSessionState((state) => state.description);
  const root = useSessionState((state) => state.storyOnBranch).find(({ id }) => id === rootId);
  if (root === undefined) return <p className={styles.summary}>{t.noRoot}</p>;
  return (
    <button
      type="button"
      className={styles.because}
      title={screen.narration.seekThere}
      data-testid="request-root"
      onClick={() => actions.seek(root.time)}
    >
      {t.because(tell(root, language, description).what, runTime(root.time))}
    </button>
  );
}
