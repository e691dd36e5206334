/** The canvas: the flow view or, on T, the same as a table. It takes the single-letter keys while it has focus. */
import { Table2, Workflow } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { useKeyboard } from '../keyboard/use-keyboard.ts';
import { useApp, useDesk } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { CanvasDescription } from './canvas-description.tsx';
import styles from './flow.module.css';
import { FlowCanvas } from './flow-canvas.tsx';
import { StateTable } from './state-table.tsx';

const descriptionId = 'nines-canvas-description';

export function Flow({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const { desk } = useApp();
  const table = useDesk((state) => state.table);
  const section = useRef<HTMLElement>(null);
  useKeyboard(section);
  return (
    <section
      ref={section}
      className={[styles.flow, className].filter(Boolean).join(' ')}
      aria-label={t.canvas.title}
    >
      <CanvasDescription id={descriptionId} />
      {table ? (
        <div className={styles.table}>
          <StateTable />
        </div>
      ) : (
        <FlowCanvas descriptionId={descriptionId} />
      )}
      <Button
        look="outline"
        className={styles.toggle}
        icon={table ? <Workflow aria-hidden /> : <Table2 aria-hidden />}
        aria-label={table ? t.canvas.asFlow : t.canvas.asTable}
        title={`${table ? t.canvas.asFlow : t.canvas.asTable} (T)`}
        data-testid="toggle-table"
        onClick={() => desk.setState({ table: !table })}
      />
    </section>
  );
}
