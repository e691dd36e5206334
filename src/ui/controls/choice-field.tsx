/** A parameter whose values have names. */
import { useId } from 'react';
import styles from './choice-field.module.css';

interface ChoiceFieldProps {
  readonly name: string;
  readonly help?: string | undefined;
  readonly path: string;
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly value: number;
  readonly disabled?: boolean;
  readonly onCommit: (value: number) => void;
}

export function ChoiceField({ name, help, path, options, value, disabled, onCommit }: ChoiceFieldProps) {
  const id = useId();
  return (
    <div className={styles.field} data-path={path}>
      <label htmlFor={id} title={help}>
        {name}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onCommit(Number(event.target.value))}
      >
        {options.map((option, index) => (
          <option key={option} value={index}>
            {option}
          </option>
        ))}
      </select>
      {help === undefined ? undefined : <p className={styles.help}>{help}</p>}
    </div>
  );
}
