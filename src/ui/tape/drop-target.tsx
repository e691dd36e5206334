/** The whole window takes files. While one is dragged over it, it says what it would do with them. */
import { useEffect, useState } from 'react';
import { useApp } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './drop-target.module.css';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

export function DropTarget() {
  const t = useScreen();
  const { tapes } = useApp();
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Else the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Leaving for another element of the page names it; leaving the window names none.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      tapes.take([...(event.dataTransfer?.files ?? [])]);
    };
    const end = (): void => setOver(false);
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop, dragend: end } as const;
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [type, listener] of all) window.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of all) window.removeEventListener(type, listener);
    };
  }, [tapes]);

  if (!isOver) return undefined;
  return (
    <div className={styles.target} data-drop-target>
      <div className={styles.words}>
        <p className={styles.what}>{t.tape.drop}</p>
        <p className={styles.help}>{t.tape.dropHelp}</p>
      </div>
    </div>
  );
}
