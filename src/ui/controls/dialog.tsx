/**
 * A modal dialog on the browser's own <dialog>: focus trap, Escape and the inert page behind it come with it, and
 * nothing injects a style element, which the Content-Security-Policy would refuse.
 */
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useScreen } from '../session/use-screen.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const t = useScreen();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} className={styles.dialog} aria-labelledby={titleId} onClose={onClose}>
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <Button
          look="quiet"
          icon={<X aria-hidden />}
          aria-label={t.close}
          title={t.close}
          onClick={onClose}
        />
      </header>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}
