/** The course of one figure over the run, drawn by the views on the scrubber's time scale. */
import { useEffect, useMemo, useRef } from 'react';
import { classNoun } from '../../i18n/class-noun.ts';
import type { Series } from '../../views/charts/chart-types.ts';
import { createStripChart, stripMargins } from '../../views/charts/strip-chart.ts';
import { plainNumber } from '../measure/format.ts';
import { useApp, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { useTimeMarks } from '../timeline/use-time-marks.ts';
import type { Metric } from './metric.ts';
import styles from './metric-chart.module.css';
import { useSeriesShelf } from './shelf-context.ts';

const units: Readonly<Record<Metric, string>> = {
  throughput: '/s',
  latency: ' ms',
  errors: ' %',
  availability: ' %',
  downtime: ' s',
};

/** A second and more is not told in ms: the tick would not fit. */
const tick = (metric: Metric, value: number): string =>
  metric === 'latency' && value >= 1_000
    ? `${plainNumber(value / 1_000)} s`
    : `${plainNumber(value)}${units[metric]}`;

/** Where there is no room for the ticks of a value axis, there is none. */
const compactHeight = 48;

const floors = [99.9, 99, 95, 90, 80, 50, 0];

/** A share is drawn from the next round percentage below its lowest point, which the axis names. */
function shareRange(series: readonly Series[], ghost: readonly Series[] = []): readonly [number, number] {
  const points = [...series, ...ghost].flatMap((one) => one.points);
  const lowest = points.reduce((low, { value }) => Math.min(low, value ?? low), 100);
  return [floors.find((floor) => floor <= lowest) ?? 0, 100];
}

/** Of charts with a line for each class; the others say in their note which line is what. */
function useLineNames(metric: Metric): ReadonlyMap<string, string> | undefined {
  const t = useScreen();
  const description = useSessionState((state) => state.description);
  return useMemo(
    () =>
      description === undefined || !perClass.has(metric)
        ? undefined
        : new Map(description.classes.map(({ id }) => [id, classNoun(id, t, description).many])),
    [description, t, metric],
  );
}

const perClass: ReadonlySet<Metric> = new Set(['availability', 'downtime']);

export function MetricChart({ metric }: { readonly metric: Metric }) {
  const { session, loop } = useApp();
  const shelf = useSeriesShelf();
  const marks = useTimeMarks();
  const latest = useRef(marks);
  latest.current = marks;
  const objective = useSessionState(({ description }) =>
    metric === 'latency' ? description?.objectives.latencyMillis : undefined,
  );
  const names = useLineNames(metric);
  const latestNames = useRef(names);
  latestNames.current = names;
  const svg = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const element = svg.current;
    const box = element?.parentElement;
    if (!element || !box) return;
    const size = { width: 0, height: 0 };
    const observer = new ResizeObserver(() => {
      size.width = box.clientWidth;
      size.height = box.clientHeight;
    });
    observer.observe(box);
    const compact = box.clientHeight < compactHeight;
    const margins = compact ? { left: 2, right: 8, top: 3, bottom: 2 } : stripMargins;
    const chart = createStripChart(element, {
      margins,
      format: (value) => (compact ? '' : tick(metric, value)),
    });
    let drawn = '';
    const remove = loop.add(() => {
      const { domain, bands, forkPoints } = latest.current;
      if (size.width === 0) return;
      const pixel = Math.round((session.live.viewMicros / domain[1]) * size.width * 2);
      const key = `${pixel} ${shelf.edition} ${size.width} ${size.height} ${domain[1]}`;
      if (key === drawn && drawnMarks === latest.current && drawnNames === latestNames.current) return;
      drawn = key;
      drawnMarks = latest.current;
      drawnNames = latestNames.current;
      const series = shelf.series(metric);
      const ghost = shelf.ghost(metric);
      chart.draw({
        ...size,
        domain,
        series,
        ...(latestNames.current && { names: latestNames.current }),
        ...(ghost === undefined ? {} : { ghost }),
        ...(objective === undefined ? {} : { objective }),
        ...(metric === 'availability' ? { range: shareRange(series, ghost) } : {}),
        cursor: session.live.viewMicros,
        bands,
        forkPoints,
      });
    });
    let drawnMarks: typeof marks | undefined;
    let drawnNames: typeof names;
    return () => {
      observer.disconnect();
      remove();
      chart.destroy();
    };
  }, [session, loop, shelf, metric, objective]);

  return <svg ref={svg} className={styles.chart} data-chart={metric} />;
}
