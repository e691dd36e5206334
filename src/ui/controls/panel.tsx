/** A titled region of the desk; its body scrolls when it must, the page does not. */
import type { ReactNode, Ref } from 'react';
import { useId } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: ReactNode;
  /** At the end of the title row. */
  readonly aside?: ReactNode;
  /** Between the title and the body; does not scroll. */
  readonly lead?: ReactNode;
  readonly footer?: ReactNode;
  /** Nothing inside takes focus: the body itself must, to be scrolled by keyboard. */
  readonly readOnly?: boolean;
  readonly className?: string | undefined;
  /** Found by keys that move the focus here. */
  readonly name?: string;
  readonly children: ReactNode;
  readonly sectionRef?: Ref<HTMLElement>;
}

export function Panel({
  title,
  aside,
  lead,
  footer,
  readOnly,
  className,
  name,
  children,
  sectionRef,
}: PanelProps) {
  const titleId = useId();
  return (
    <section
      ref={sectionRef}
      className={[styles.panel, className].filter(Boolean).join(' ')}
      aria-labelledby={titleId}
      data-panel={name}
    >
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {aside === undefined ? undefined : <div className={styles.aside}>{aside}</div>}
      </header>
      {lead === undefined ? undefined : <div className={styles.lead}>{lead}</div>}
      <div className={styles.body} tabIndex={readOnly ? 0 : undefined}>
        {children}
      </div>
      {footer === undefined ? undefined : <footer className={styles.foot}>{footer}</footer>}
    </section>
  );
}
