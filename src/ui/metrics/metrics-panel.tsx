/** All figures in the sheet, scrolled to the one that was asked for. */
import { useEffect, useRef } from 'react';
import { useDesk } from '../session/app-context.ts';
import { MetricsStrip } from './metrics-strip.tsx';

export function MetricsPanel() {
  const metric = useDesk((state) => state.metric);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = panel.current?.parentElement;
    const cell = panel.current?.querySelector(`[data-metric=${metric}]`);
    if (!scroller || !cell) return;
    scroller.scrollTop += cell.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  }, [metric]);
  return (
    <div ref={panel}>
      <MetricsStrip />
    </div>
  );
}
