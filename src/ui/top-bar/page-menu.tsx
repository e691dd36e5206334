/** The same acts behind one button; the browser's own popover closes on Escape and on a tap beside it. */
import { Ellipsis } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../controls/button.tsx';
import { useScreen } from '../session/use-screen.ts';
import { PageActions } from './page-actions.tsx';
import styles from './page-menu.module.css';

export function PageMenu() {
  const t = useScreen();
  const id = useId();
  return (
    <>
      <Button
        look="quiet"
        icon={<Ellipsis aria-hidden />}
        aria-label={t.settings.menu}
        title={t.settings.menu}
        data-testid="page-menu"
        popoverTarget={id}
      />
      <div id={id} popover="auto" className={styles.menu}>
        <PageActions menuId={id} />
      </div>
    </>
  );
}
