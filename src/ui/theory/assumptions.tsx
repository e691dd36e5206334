/** What M/M/c assumes, what breaks first; each with shape, word and reason. */
import type { TheoryText } from '../../i18n/theory-text.ts';
import type { Assumption, Reason, ReasonKind } from '../../session/theory/assumptions.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import { holdingGlyph } from './glyphs.ts';
import styles from './theory.module.css';

/** A reason and its text share the kind, which the compiler cannot follow through a look-up. */
function textOf(t: TheoryText, reason: Reason): string {
  const texts: Readonly<Record<ReasonKind, (reason: never) => string>> = t.reasons;
  return texts[reason.kind](reason as never);
}

const order = ['doesNotHold', 'unknown', 'holds'] as const;

export function Assumptions(props: { readonly t: TheoryText; readonly assumptions: readonly Assumption[] }) {
  const { t, assumptions } = props;
  const sorted = order.flatMap((wanted) => assumptions.filter(({ holds }) => holds === wanted));
  return (
    <>
      <h4 className={styles.heading}>{t.assumptionsTitle}</h4>
      <ul className={styles.assumptions}>
        {sorted.map(({ id, holds, reason }) => (
          <li key={id} data-assumption={id} data-holds={holds}>
            <StateGlyph state={holdingGlyph[holds]} />
            <span>
              <b>{t.assumptions[id]}</b> {t.because(holds, textOf(t, reason))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
