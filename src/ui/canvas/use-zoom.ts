/**
 * How the canvas is zoomed and panned by the keyboard: + − 0, and Shift with an arrow as soon as part of it is out of
 * sight. Signs act like the letter keys: only while the canvas has the focus, and they can be turned off.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FlowView } from '../../views/flow/flow-options.ts';
import type { ZoomState } from '../../views/flow/viewport.ts';
import { useApp } from '../session/app-context.ts';

export const zoomStep = 1.25;
const panStep = 48;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [panStep, 0],
  ArrowRight: [-panStep, 0],
  ArrowUp: [0, panStep],
  ArrowDown: [0, -panStep],
};

/** Returns whether it was one of its keys. */
function actOn(event: KeyboardEvent, view: FlowView): boolean {
  if (event.key === '+' || event.key === '=') view.zoomBy(zoomStep);
  else if (event.key === '-' || event.key === '−') view.zoomBy(1 / zoomStep);
  else if (event.key === '0') view.zoomToFit();
  else {
    const step = event.shiftKey && view.canPan() ? arrows[event.key] : undefined;
    if (step === undefined) return false;
    view.panBy(...step);
  }
  return true;
}

export function useZoom(section: RefObject<HTMLElement | null>) {
  const { preferences } = useApp();
  const view = useRef<FlowView>(undefined);
  const [zoom, setZoom] = useState<ZoomState>({ canGrow: true, canShrink: false, moved: false });
  const onZoom = useCallback((next: ZoomState) => {
    setZoom((now) =>
      now.canGrow === next.canGrow && now.canShrink === next.canShrink && now.moved === next.moved
        ? now
        : next,
    );
  }, []);
  useEffect(() => {
    const element = section.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      const onCanvas = event.target instanceof Element && event.target.closest('[data-flow]') !== null;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!onCanvas || !isPlain || !view.current || !preferences.getState().letterKeys) return;
      if (actOn(event, view.current)) event.preventDefault();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [section, preferences]);
  return { view, zoom, onZoom };
}
