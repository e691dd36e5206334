/** How a circuit breaker stands, as a row of the inspector: glyph, word, and since when. */

import type { LaterWords } from '../../i18n/en/later.ts';
import { runTime } from '../../i18n/format.ts';
import type { OpenBreaker } from '../../session/story/open-breakers.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import styles from './fact-rows.module.css';
import type { FactRow } from './fact-rows.tsx';

/** `breaker` undefined: it is closed. */
export function breakerRow(
  name: string,
  breaker: OpenBreaker | undefined,
  { breaker: words }: LaterWords,
): FactRow {
  if (breaker === undefined) return { name, value: words.closed };
  const { isHalfOpen, since } = breaker;
  return {
    name,
    value: (
      <span className={styles.state}>
        <StateGlyph state={isHalfOpen ? 'recovering' : 'degraded'} />
        {isHalfOpen ? words.halfOpen : words.open}
      </span>
    ),
    note: words.since(runTime(since), isHalfOpen),
  };
}
