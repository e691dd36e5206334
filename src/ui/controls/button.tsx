/** A push button. `primary` is filled with ink and may appear once on a page; everything else is outlined. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'outline' | 'quiet';
  readonly icon?: ReactNode;
  /** Fills the row it stands in. */
  readonly wide?: boolean;
}

export function Button({ look = 'outline', icon, wide, className, children, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[look], wide && styles.wide, !children && styles.square, className];
  return (
    <button type="button" {...rest} className={classes.filter(Boolean).join(' ')}>
      {icon}
      {children === undefined ? undefined : <span>{children}</span>}
    </button>
  );
}
