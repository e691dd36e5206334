/**
 * The canvas: the flow view or, on T, the same as a table; one request lies over either. It takes the single-letter keys
 * while it has the focus.
 */
import { ChartGantt, Table2, Workflow } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { late } from '../../late/late.ts';
import { Button } from '../controls/button.tsx';
import { roving } from '../controls/key-targets.ts';
import { useKeyboard } from '../keyboard/use-keyboard.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useApp, useDesk } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { openLatestRequest } from '../waterfall/open-request.ts';
import { CanvasDescription } from './canvas-description.tsx';
import styles from './flow.module.css';
import { FlowCanvas } from './flow-canvas.tsx';
import { useZoom } from './use-zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

const stateTable = latePart(async () => (await late(() => import('./state-table.tsx'))).StateTable);
const oneRequest = latePart(
  async () => (await late(() => import('../waterfall/one-request.tsx'))).OneRequest,
);

const descriptionId = 'nines-canvas-description';

export function Flow({ className }: { readonly className?: string | undefined }) {
  const t = useScreen();
  const { desk, session } = useApp();
  const table = useDesk((state) => state.table);
  const isCovered = useDesk((state) => state.request !== undefined);
  const section = useRef<HTMLElement>(null);
  const hasToggled = useRef(false);
  useKeyboard(section);
  // What had the focus is gone with its picture; the keys go on from the new one.
  useEffect(() => {
    if (document.activeElement !== document.body || !hasToggled.current) return;
    if (table) section.current?.querySelector<HTMLElement>('[data-table]')?.focus();
    else roving()?.focus();
  }, [table]);
  useEffect(
    () =>
      desk.subscribe((now, before) => {
        if (now.table !== before.table) hasToggled.current = true;
      }),
    [desk],
  );
  const { view, zoom, onZoom } = useZoom(section);
  return (
    <section
      ref={section}
      className={[styles.flow, className].filter(Boolean).join(' ')}
      aria-label={t.canvas.title}
    >
      <CanvasDescription id={descriptionId} />
      <div className={styles.system} inert={isCovered}>
        {table ? (
          <div className={styles.table} tabIndex={-1} data-table>
            <Late part={stateTable} props={{}} />
          </div>
        ) : (
          <FlowCanvas descriptionId={descriptionId} view={view} onZoom={onZoom} />
        )}
        <div className={styles.buttons} data-canvas-buttons>
          <Button
            icon={table ? <Workflow aria-hidden /> : <Table2 aria-hidden />}
            aria-label={table ? t.canvas.asFlow : t.canvas.asTable}
            title={`${table ? t.canvas.asFlow : t.canvas.asTable} (T)`}
            data-testid="toggle-table"
            onClick={() => desk.setState({ table: !table })}
          />
          <Button
            icon={<ChartGantt aria-hidden />}
            aria-label={t.canvas.oneRequest}
            title={`${t.canvas.oneRequest} (W)`}
            data-testid="open-request"
            onClick={() => openLatestRequest(desk, session)}
          />
          {table ? undefined : <ZoomButtons view={view} zoom={zoom} />}
        </div>
      </div>
      {isCovered ? (
        <Late part={oneRequest} props={{}} onGiveUp={() => desk.setState({ request: undefined })} />
      ) : undefined}
    </section>
  );
}
