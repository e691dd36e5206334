/**
 * The desk: question, canvas, inspector and narration above; figures and time below. Where it is narrow the panels
 * take turns in a sheet. The page itself never scrolls.
 */
import { Flow } from '../canvas/flow.tsx';
import { MetricChips } from '../metrics/metric-chips.tsx';
import { MetricsStrip } from '../metrics/metrics-strip.tsx';
import { ShelfProvider } from '../metrics/shelf-provider.tsx';
import { LiveRegion } from '../narration/live-region.tsx';
import { Narration } from '../narration/narration.tsx';
import { Notices } from '../notices/notices.tsx';
import { Overlays } from '../overlays/overlays.tsx';
import { LeftPanel } from '../question/left-panel.tsx';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { Sheet } from '../sheet/sheet.tsx';
import { DropTarget } from '../tape/drop-target.tsx';
import { TopBar } from '../top-bar/top-bar.tsx';
import { Transport } from '../transport/transport.tsx';
import styles from './app-shell.module.css';
import { RightPanels } from './right-panels.tsx';

export function AppShell() {
  const layout = useLayoutSize();
  return (
    <div className={styles.page} data-layout={layout}>
      <TopBar />
      <ShelfProvider>
        <main className={styles.desk}>
          {layout === 'desktop' ? <LeftPanel /> : undefined}
          <Flow className={styles.canvas} />
          {layout === 'desktop' ? <RightPanels /> : undefined}
          {layout === 'tablet' ? <Sheet isBesideStory className={styles.sheet} /> : undefined}
          {layout === 'tablet' ? <Narration isLow className={styles.story} /> : undefined}
          {layout === 'phone' ? (
            <MetricChips className={styles.metrics} />
          ) : (
            <MetricsStrip className={styles.metrics} />
          )}
          {layout === 'phone' ? <Sheet isBesideStory={false} className={styles.sheet} /> : undefined}
          <Transport className={styles.transport} />
        </main>
      </ShelfProvider>
      <LiveRegion />
      <Notices />
      <Overlays />
      <DropTarget />
    </div>
  );
}
