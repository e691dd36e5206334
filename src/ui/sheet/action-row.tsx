/** What can be done at once to what is selected, under the thumb and beside the canvas, not over it. */
import { Ellipsis } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { FaultButtons } from '../faults/fault-buttons.tsx';
import { useApp } from '../session/app-context.ts';
import { openSheet } from '../session/desk-store.ts';
import { type Selected, titleOf } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './action-row.module.css';

/** More would not fit beside the name. */
const mostVerbs = 3;

export function ActionRow({ selected }: { readonly selected: Selected }) {
  const t = useScreen();
  const { desk } = useApp();
  const { name, sort } = titleOf(selected, t);
  return (
    <section className={styles.row} data-panel="inspector" aria-label={name}>
      <p className={styles.name}>
        {name} <span>{sort}</span>
      </p>
      <FaultButtons selected={selected} most={mostVerbs} />
      <Button
        icon={<Ellipsis aria-hidden />}
        aria-label={t.sheet.moreFaults}
        title={t.sheet.moreFaults}
        data-testid="more-faults"
        onClick={() => openSheet(desk, 'faults')}
      />
    </section>
  );
}
