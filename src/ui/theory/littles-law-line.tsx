/** L beside λ·W, and where the difference comes from. */
import type { TheoryText } from '../../i18n/theory-text.ts';
import type { LittlesLaw } from '../../session/theory/littles-law.ts';
import styles from './theory.module.css';

export function LittlesLawLine({ t, law }: { readonly t: TheoryText; readonly law: LittlesLaw }) {
  const { inSystem, rate, response, edges } = law;
  const difference = Math.abs(law.difference);
  const isExact = edges !== undefined && edges.start.calls === 0 && edges.end.calls === 0;
  const rest = isExact
    ? t.littlesExact
    : edges === undefined
      ? t.littlesOpen(difference)
      : t.littlesEdges(difference, edges.start, edges.end);
  return (
    <p className={styles.text} data-littles-law>
      {[t.littles(inSystem, rate, response), rest].join(t.gap)}
    </p>
  );
}
