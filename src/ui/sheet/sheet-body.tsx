/** One panel at a time; on a desk they stand side by side, here they take turns. */
import type { ReactNode } from 'react';
import { FaultPalette } from '../faults/fault-palette.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { MetricsPanel } from '../metrics/metrics-panel.tsx';
import { Narration } from '../narration/narration.tsx';
import { Question } from '../question/question.tsx';
import { TrafficPanel } from '../traffic/traffic-panel.tsx';
import { TimePanel } from '../transport/time-panel.tsx';
import styles from './sheet.module.css';
import type { SheetPanel } from './sheet-size.ts';

/** Each panel has a scroller of its own, so that none opens where another was left; charts take no focus, so theirs does. */
const scrolled = (panel: SheetPanel, children: ReactNode) => (
  <div key={panel} className={styles.scroll} tabIndex={panel === 'metrics' ? 0 : undefined}>
    {children}
  </div>
);

export function SheetBody({ shown }: { readonly shown: SheetPanel }) {
  switch (shown) {
    case 'story':
      return <Narration isLow />;
    case 'try':
      return scrolled('try', <Question />);
    case 'faults':
      return scrolled('faults', <FaultPalette />);
    case 'details':
      return <Inspector />;
    case 'traffic':
      return scrolled('traffic', <TrafficPanel />);
    case 'metrics':
      return scrolled('metrics', <MetricsPanel />);
    case 'time':
      return scrolled('time', <TimePanel />);
  }
}
