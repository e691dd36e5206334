/** Buttons that belong together, named for a screen reader. */
import type { ReactNode } from 'react';
import styles from './button-group.module.css';

interface ButtonGroupProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function ButtonGroup({ label, children }: ButtonGroupProps) {
  return (
    <fieldset className={styles.group} aria-label={label}>
      {children}
    </fieldset>
  );
}
