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
          <dd>
            <span className={styles.value}>{value}</span>
            {note === undefined ? undefined : <span className={styles.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
