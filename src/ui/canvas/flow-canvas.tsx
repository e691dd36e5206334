/** Where the flow view hangs. */
import { type RefObject, useRef } from 'react';
import type { FlowView } from '../../views/flow/flow-options.ts';
import type { ZoomState } from '../../views/flow/viewport.ts';
import styles from './flow-canvas.module.css';
import { useFlowView } from './use-flow-view.ts';

interface FlowCanvasProps {
  readonly descriptionId: string;
  readonly view: RefObject<FlowView | undefined>;
  readonly onZoom: (state: ZoomState) => void;
}

export function FlowCanvas({ descriptionId, view, onZoom }: FlowCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  useFlowView(element, view, onZoom);
  return <div ref={element} className={styles.canvas} data-flow aria-describedby={descriptionId} />;
}
