/**
 * Where there is no room for panels side by side: one sheet with tabs. On a phone it lies at the bottom and can be
 * lowered and raised; on a tablet it stands still beside the canvas, and the story has a place of its own.
 */
import { useEffect, useId, useRef } from 'react';
import { useApp, useDesk, useSessionState } from '../session/app-context.ts';
import { openSheet } from '../session/desk-store.ts';
import { findSelected } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { ActionRow } from './action-row.tsx';
import styles from './sheet.module.css';
import { SheetBody } from './sheet-body.tsx';
import { SheetHead } from './sheet-head.tsx';
import { type SheetPanel, sheetTabs } from './sheet-size.ts';
import { useSheetDrag } from './use-sheet-drag.ts';

const besideStory = sheetTabs.filter((tab) => tab !== 'story');

interface SheetProps {
  readonly className?: string | undefined;
  /** The story is on screen anyway, and so are the figures and all of the transport. */
  readonly isBesideStory: boolean;
}

export function Sheet({ className, isBesideStory }: SheetProps) {
  const t = useScreen();
  const { desk } = useApp();
  const wanted = useDesk((state) => state.sheet);
  const size = useDesk((state) => state.sheetSize);
  const description = useSessionState((state) => state.description);
  const selection = useSessionState((state) => state.selection);
  const selected = findSelected(description, selection);
  const sheet = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useSheetDrag(sheet, head);

  const tabs = isBesideStory ? besideStory : sheetTabs;
  const tab = tabs.find((one) => one === wanted);
  const shown: SheetPanel = tab ?? (isBesideStory ? 'try' : wanted);

  // Whoever breaks something wants to see what comes of it.
  useEffect(() => {
    const box = sheet.current;
    if (!box || isBesideStory) return;
    const follow = (event: MouseEvent): void => {
      const isAct =
        event.target instanceof Element && event.target.closest('[data-act], [data-verb]') !== null;
      if (isAct && event.composedPath().includes(box)) openSheet(desk, 'story');
    };
    // On the document, so after React: a tab that changed first would take the button away before it has acted.
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [desk, isBesideStory]);

  return (
    <section
      className={[styles.seat, className].filter(Boolean).join(' ')}
      data-sheet={size}
      data-selected={selected !== undefined}
      aria-label={t.sheet.title}
    >
      <div ref={sheet} className={styles.sheet}>
        <SheetHead head={head} tabs={tabs} shown={shown} panelId={panelId} />
        {selected === undefined ? undefined : <ActionRow selected={selected} />}
        <div
          id={panelId}
          role="tabpanel"
          className={styles.body}
          aria-label={shown === 'metrics' || shown === 'time' ? t.sheet[shown] : t.sheet.tabs[shown]}
        >
          <SheetBody shown={shown} />
        </div>
      </div>
    </section>
  );
}
