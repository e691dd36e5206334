/** Measured with its interval, theory, and the difference, a row for each figure. */
import { differenceFigure, figure } from '../../i18n/theory-figures.ts';
import type { TheoryText } from '../../i18n/theory-text.ts';
import { type Comparison, type Measure, measures } from '../../session/theory/compare.ts';
import type { QueueCheck } from '../../session/theory/theory-check.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import { agreementGlyph } from './glyphs.ts';
import styles from './theory.module.css';

/** From the check's units to those of the row headings. */
const scales: Readonly<Record<Measure, number>> = {
  utilization: 100,
  waiting: 1_000,
  queueLength: 1,
  inSystem: 1,
};

function intervalOf({ measured: { value, low, high } }: Comparison, scale: number): string {
  if (low === undefined || high === undefined) return '–';
  const upper = figure(high * scale);
  if (value === 0) return upper.startsWith('<') ? upper : `≤ ${upper}`;
  return `${figure(low * scale)} … ${upper}`;
}

/** As a share of theory; where nobody waits there is none. */
const differenceOf = ({ measured, theory }: Comparison): string =>
  theory === undefined || measured.value === 0 ? '–' : differenceFigure(measured.value / theory - 1);

export function ComparisonTable({ t, queue }: { readonly t: TheoryText; readonly queue: QueueCheck }) {
  return (
    <table className={styles.table}>
      <caption className={styles.note}>{t.caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t.columns.measured}</th>
          <th scope="col">{t.columns.theory}</th>
          <th scope="col">{t.columns.difference}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => {
          const comparison = queue.comparisons[measure];
          const { measured, theory, agreement } = comparison;
          const scale = scales[measure];
          return (
            <tr key={measure} data-measure={measure} data-agreement={agreement}>
              <th scope="row">{t.measures[measure]}</th>
              <td>
                {figure(measured.value * scale)}
                <small className={styles.interval}>{intervalOf(comparison, scale)}</small>
              </td>
              <td>{theory === undefined ? '–' : figure(theory * scale)}</td>
              <td>
                {differenceOf(comparison)}
                <small className={styles.agreement}>
                  <StateGlyph state={agreementGlyph[agreement]} />
                  {t.agreement[agreement]}
                </small>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
