/** The tabs of the sheet, and the two buttons that do what dragging it does. Arrow keys do both. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { useApp, useDesk } from '../session/app-context.ts';
import { openSheet } from '../session/desk-store.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './sheet.module.css';
import { resized, type SheetPanel, type SheetTab, sheetSizes } from './sheet-size.ts';

interface SheetHeadProps {
  readonly head: RefObject<HTMLDivElement | null>;
  readonly tabs: readonly SheetTab[];
  readonly shown: SheetPanel;
  readonly panelId: string;
}

export function SheetHead({ head, tabs, shown, panelId }: SheetHeadProps) {
  const t = useScreen();
  const { desk } = useApp();
  const size = useDesk((state) => state.sheetSize);
  const list = useRef<HTMLDivElement>(null);
  const step = (steps: number): void =>
    desk.setState(({ sheetSize }) => ({ sheetSize: resized(sheetSize, steps) }));
  const present = tabs.find((tab) => tab === shown);
  const move = (to: SheetTab | undefined): void => {
    if (to === undefined) return;
    openSheet(desk, to);
    list.current?.querySelector<HTMLElement>(`[data-tab=${to}]`)?.focus();
  };
  const keys = (event: KeyboardEvent, at: number): void => {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(tabs.at(at - 1)),
      ArrowRight: () => move(tabs[(at + 1) % tabs.length]),
      Home: () => move(tabs[0]),
      End: () => move(tabs.at(-1)),
      ArrowUp: () => step(1),
      ArrowDown: () => step(-1),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div ref={head} className={styles.head}>
      <div ref={list} role="tablist" aria-label={t.sheet.title} className={styles.tabs}>
        {tabs.map((tab, index) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${panelId}-${tab}`}
            data-tab={tab}
            className={styles.tab}
            aria-selected={tab === present}
            aria-controls={panelId}
            tabIndex={tab === (present ?? tabs[0]) ? 0 : -1}
            onClick={() => openSheet(desk, tab)}
            onKeyDown={(event) => keys(event, index)}
          >
            {t.sheet.tabs[tab]}
          </button>
        ))}
      </div>
      <Button
        look="quiet"
        className={styles.step}
        data-sheet-step="up"
        icon={<ChevronUp aria-hidden />}
        aria-label={t.sheet.larger}
        title={t.sheet.larger}
        disabled={size === sheetSizes.at(-1)}
        onClick={() => step(1)}
      />
      <Button
        look="quiet"
        className={styles.step}
        data-sheet-step="down"
        icon={<ChevronDown aria-hidden />}
        aria-label={t.sheet.smaller}
        title={t.sheet.smaller}
        disabled={size === sheetSizes[0]}
        onClick={() => step(-1)}
      />
    </div>
  );
}
