/** One figure with its unit and window, and its course on the shared time axis. */
import type { ReactNode } from 'react';
import styles from './metric-cell.module.css';

interface MetricCellProps {
  readonly id: string;
  readonly title: string;
  /** Over which time the figure is taken. */
  readonly window: string;
  /** In full, on pointing at it. */
  readonly windowTitle?: string;
  /** What the figure means, on pointing at it. */
  readonly help?: string;
  readonly value: ReactNode;
  readonly unit: string;
  readonly note: ReactNode;
  readonly chart: ReactNode;
}

export function MetricCell({
  id,
  title,
  window,
  windowTitle,
  help,
  value,
  unit,
  note,
  chart,
}: MetricCellProps) {
  return (
    <section className={styles.cell} data-metric={id} aria-label={title}>
      <h3 className={styles.title}>
        {title}{' '}
        <span className={styles.window} title={windowTitle}>
          {window}
        </span>
      </h3>
      <p className={styles.figure} title={help}>
        <span className={styles.value} data-value>
          {value}
        </span>{' '}
        <span className={styles.unit}>{unit}</span>
      </p>
      <p className={styles.note}>{note}</p>
      {help === undefined ? undefined : <p className={styles.help}>{help}</p>}
      <div className={styles.chart}>{chart}</div>
    </section>
  );
}
