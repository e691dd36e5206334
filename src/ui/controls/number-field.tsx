/**
 * One parameter as a number with its unit. Enter or leaving the field commits; a value outside the range is refused
 * in words, and nothing changes. Escape brings the present value back.
 */
import { type ReactNode, useEffect, useId, useState } from 'react';
import { plainNumber } from '../measure/format.ts';
import { allowedRange, type ShownSpec, shownScale, shownUnit } from '../measure/parameter-format.ts';
import { usePreference } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './number-field.module.css';
import { readNumber } from './read-number.ts';

interface NumberFieldProps {
  readonly name: string;
  readonly help?: string | undefined;
  readonly spec: ShownSpec;
  readonly value: number;
  readonly onCommit: (value: number) => void;
  /** Another control of the same parameter, between its name and its number. */
  readonly children?: ReactNode;
}

export function NumberField({ name, help, spec, value, onCommit, children }: NumberFieldProps) {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const id = useId();
  const isFixed = spec.live === 'no';
  const scale = shownScale(spec.unit);
  const present = plainNumber(value * scale);
  const [draft, setDraft] = useState(present);
  const [refused, setRefused] = useState<string>();
  const allowed = allowedRange(spec, language);

  useEffect(() => {
    setDraft(present);
    setRefused(undefined);
  }, [present]);

  const commit = (): void => {
    const unchanged = draft.trim() === present;
    const read = readNumber(draft, spec, scale, allowed);
    setRefused(unchanged || read.ok ? undefined : t.parameters.refused(draft.trim(), allowed));
    if (read.ok && !unchanged) onCommit(read.value);
  };

  return (
    <div className={children ? styles.wide : styles.field} data-path={spec.path}>
      <label htmlFor={id} className={styles.name} title={help}>
        {name}
      </label>
      {children}
      <span className={styles.box}>
        <input
          id={id}
          className={styles.input}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={draft}
          disabled={isFixed}
          aria-invalid={refused !== undefined}
          aria-describedby={refused === undefined ? undefined : `${id}-refused`}
          title={isFixed ? t.parameters.fixed : t.parameters.range(allowed)}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') {
              event.stopPropagation();
              setDraft(present);
              setRefused(undefined);
            }
          }}
        />
        <span className={styles.unit}>{shownUnit(spec.unit, language)}</span>
      </span>
      <p className={styles.help}>
        {help} {isFixed ? t.parameters.fixed : t.parameters.range(allowed)}
      </p>
      {refused === undefined ? undefined : (
        <p id={`${id}-refused`} role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
    </div>
  );
}
