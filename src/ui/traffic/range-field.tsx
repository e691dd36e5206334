/**
 * A slider over the everyday part of a range, and a number for all of it. While it is dragged the run follows at
 * most 8 times a second: each step is a command of the log, and the last one is always sent.
 */
import { useEffect, useRef, useState } from 'react';
import type { QuantitySpec } from '../../engine/model/parameter-list.ts';
import type { Everyday } from '../../engine/model/parameter-spec.ts';
import { NumberField } from '../controls/number-field.tsx';
import styles from './range-field.module.css';

interface RangeFieldProps {
  readonly name: string;
  readonly spec: QuantitySpec;
  readonly value: number;
  readonly everyday: Everyday;
  readonly onCommit: (value: number) => void;
}

const pauseMillis = 125;

export function RangeField({ name, spec, value, everyday, onCommit }: RangeFieldProps) {
  // What is dragged counts until the run has another value than when the drag began.
  const [drag, setDrag] = useState<{ readonly to: number; readonly from: number }>();
  const dragged = drag?.from === value ? drag.to : undefined;
  const pending = useRef<number>(undefined);
  const commit = useRef(onCommit);
  commit.current = onCommit;

  useEffect(() => () => window.clearTimeout(pending.current), []);

  const send = (next: number, now: boolean): void => {
    if (now) {
      window.clearTimeout(pending.current);
      pending.current = undefined;
      commit.current(next);
      return;
    }
    window.clearTimeout(pending.current);
    pending.current = window.setTimeout(() => send(next, true), pauseMillis);
  };

  return (
    <NumberField name={name} spec={spec} value={value} onCommit={onCommit}>
      <input
        className={styles.slider}
        type="range"
        aria-label={name}
        min={spec.min}
        max={Math.max(everyday.most, value)}
        step={everyday.step}
        value={dragged ?? value}
        onChange={(event) => {
          setDrag({ to: event.target.valueAsNumber, from: value });
          send(event.target.valueAsNumber, false);
        }}
        onPointerUp={() => dragged !== undefined && send(dragged, true)}
      />
    </NumberField>
  );
}
