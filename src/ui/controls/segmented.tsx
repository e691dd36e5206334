/** One choice of a few, side by side; a radio group to the keyboard and to a screen reader. */
import { useId } from 'react';
import styles from './segmented.module.css';

interface SegmentedProps<Value extends string | number> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly title?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Without the visible label in front. */
  readonly bare?: boolean;
}

export function Segmented<Value extends string | number>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, bare } = props;
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={bare ? styles.hidden : styles.legend}>{label}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} title={option.title}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
