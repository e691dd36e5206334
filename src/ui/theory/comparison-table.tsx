/** Measured with its interval, theory, and the difference, a row for each figure. */
import { figure, millisFigure, percentFigure } from '../../i18n/theory-figures.ts';
import type { TheoryText } from '../../i18n/theory-text.ts';
import { type Comparison, type Measure, measures } from '../../session/theory/compare.ts';
import type { QueueCheck } from '../../session/theory/theory-check.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import { agreementGlyph } from './glyphs.ts';
import styles from './theory.module.css';

const formats: Readonly<Record<Measure, (value: number) => string>> = {
  utilization: percentFigure,
  waiting: millisFigure,
  queueLength: figure,
  inSystem: figure,
};

function intervalOf({ measured }: Comparison, format: (value: number) => string): string {
  const { low, high } = measured;
  return low === undefined || high === undefined
    ? '–'
    : `${format(low).replace(/ (ms|%)$/, '')} … ${format(high)}`;
}

/** As a share of theory; where nobody waits there is none. */
function differenceOf({ measured, theory }: Comparison): string {
  if (theory === undefined || theory === 0 || measured.value === 0) return '–';
  const share = measured.value / theory - 1;
  return `${share < 0 ? '' : '+'}${percentFigure(share)}`;
}

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
          const format = formats[measure];
          return (
            <tr key={measure} data-measure={measure} data-agreement={agreement}>
              <th scope="row">{t.measures[measure]}</th>
              <td>
                {format(measured.value)}
                <small className={styles.interval}>{intervalOf(comparison, format)}</small>
              </td>
              <td>{theory === undefined ? '–' : format(theory)}</td>
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
