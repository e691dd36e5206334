/** Where the flow view hangs. */
import { useRef } from 'react';
import styles from './flow-canvas.module.css';
import { useFlowView } from './use-flow-view.ts';

export function FlowCanvas({ descriptionId }: { readonly descriptionId: string }) {
  const element = useRef<HTMLDivElement>(null);
  useFlowView(element);
  return <div ref={element} className={styles.canvas} data-flow aria-describedby={descriptionId} />;
}
