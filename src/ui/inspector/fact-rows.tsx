/** Names and measured values in two columns. */
import type { ReactNode } from 'react';
import styles from './fact-rows.module.css';

export interface FactRow {
  readonly name: string;
  readonly value: ReactNode;
  /** What the value is out of, over which window. */
  readonly note?: string | undefined;
}

export function FactRows({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className={styles.rows}>
      {rows.map(({ name, value, note }) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd className={styles.value}>{value}</dd>
          {note === undefined ? undefined : <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
