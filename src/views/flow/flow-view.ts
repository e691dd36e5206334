/**
 * V1, the request flow: SVG for cards, wires and scales, one canvas above for the moving marks. It has no timer:
 * the animation loop calls `draw`; pointer and keyboard repaint the last frame.
 */
import { select } from 'd3';
import type { RunDescription } from '../../engine/description.ts';
import { layoutFlow, usualCorner } from '../layout/layout-flow.ts';
import { type CardOverrides, type FlowLayout, groupKey, type Point } from '../layout/layout-types.ts';
import { createLegend } from '../legend/legend.ts';
import { MarkBuffer } from '../marks/mark-buffer.ts';
import { placeMarks } from '../marks/place-marks.ts';
import { type WireTable, wireTable } from '../marks/wire-table.ts';
import { createMeasure } from '../measure.ts';
import { createThemeReader } from '../theme.ts';
import { createBreakerMarks } from './breaker-marks.ts';
import { createCardLayer } from './card-layer.ts';
import type { CardContext } from './card-shell.ts';
import type { FlowData } from './flow-data.ts';
import type { FlowView, FlowViewOptions } from './flow-options.ts';
import { createFrameLayer } from './frame-layer.ts';
import { appendHatch } from './hatch.ts';
import { hitMark } from './hit-test.ts';
import { createHopNotes } from './hop-notes.ts';
import { paintMarkBuffer } from './marks-canvas.ts';
import { pickMarks } from './pick-marks.ts';
import { createViewport } from './viewport.ts';
import { createWiresView } from './wires-view.ts';
import './flow.css';

/** Reduced motion: everything steps twice a second of the viewer. */
const stepsPerSecond = 2;

export function createFlowView(container: HTMLElement, options: FlowViewOptions): FlowView {
  const root = select(container).append('div').attr('class', 'nv-flow');
  const svg = root.append('svg').attr('class', 'nv-flow-svg').attr('role', 'group');
  const canvas = root.append('canvas').attr('class', 'nv-flow-marks').attr('aria-hidden', 'true');
  const legend = createLegend(root.node()!);
  const hatch = appendHatch(svg as never);
  const scene = svg.append('g').attr('class', 'nv-scene');
  const context2d = canvas.node()!.getContext('2d')!;
  const readTheme = createThemeReader(root.node()!);
  const measure = createMeasure(getComputedStyle(root.node()!).fontFamily);
  const buffer = new MarkBuffer();
  let cardContext: CardContext = { words: options.words, measure, hatch };
  let overrides: CardOverrides = options.overrides ?? {};
  let outer = { width: 0, height: 0 };
  let size = { width: 0, height: 0 };
  let corner = usualCorner;
  let selection: string | undefined;
  let laidOut:
    | { readonly description: RunDescription; readonly layout: FlowLayout; readonly table: WireTable }
    | undefined;
  let last: FlowData | undefined;
  let lastStep = '';
  let lastOutcomes: FlowData['outcomes'] | undefined;
  let lastBreakers: FlowData['breakers'] | undefined;

  const frames = createFrameLayer(scene.append('g').attr('class', 'nv-groups') as never);
  const wires = createWiresView(scene.append('g') as never, (links) => options.onWireSelect?.(links));
  const notes = createHopNotes(scene.append('g') as never, () => cardContext.words, measure);
  const cards = createCardLayer(scene.append('g') as never, {
    select: (id) => options.onSelect?.(id),
    wire: (id) => options.onWireSelect?.([id]),
    activate: (id) => options.onActivate?.(id),
    drag(id, x, y, done) {
      overrides = { ...overrides, [id]: { x, y } };
      relayout(false);
      // The layout keeps it on the canvas: what is remembered is where it stands.
      const at = placeOf(id) ?? { x, y };
      overrides = { ...overrides, [id]: { x: at.x, y: at.y } };
      if (done) options.onDragEnd?.(id, at.x, at.y);
    },
    pans: () => viewport.pannable(),
    show: (box) => viewport.show(box),
  });
  // Between rows of chips a wire has less room than its mark.
  const breakers = createBreakerMarks(scene.append('g') as never);
  const viewport = createViewport(svg as never, (transform) => {
    scene.attr('transform', transform.toString());
    paintMarks();
    options.onZoom?.(viewport.state());
  });
  svg.on('click', () => options.onSelect?.(undefined));
  const stopPicking = pickMarks(
    root.node()!,
    (x, y, reach) => hitMark(buffer, viewport.transform(), x, y, reach),
    (ordinal) => options.onRequestPick?.(ordinal),
  );

  function placeOf(key: string): Point | undefined {
    const { cards: boxes = [], groups = [] } = laidOut?.layout ?? {};
    return groups.find((group) => groupKey(group.id) === key) ?? boxes.find((card) => card.id === key);
  }

  function relayout(fit: boolean): void {
    if (!last || size.width === 0) return;
    const { description } = last;
    const layout = layoutFlow(description, size, cardContext, { overrides, corner });
    laidOut = { description, layout, table: wireTable(layout, description.links) };
    root.attr('data-stacked', String(layout.stacked));
    frames.layout(layout.groups, cardContext);
    cards.layout(layout, cardContext);
    wires.shape(layout, description.links, selection, cardContext.words);
    if (fit) viewport.fit(layout.viewBox, size, true);
    lastStep = '';
    lastOutcomes = undefined;
    draw(last);
  }

  function draw(data: FlowData): void {
    last = data;
    if (laidOut?.description !== data.description) {
      relayout(laidOut === undefined);
      return;
    }
    const step = data.reducedMotion
      ? `${Math.floor((data.viewMicros * stepsPerSecond) / (1e6 * Math.max(data.rate, 1e-3)))}`
      : '';
    if (step === '' || step !== lastStep) {
      lastStep = step;
      cards.draw(data, cardContext.words, laidOut.layout);
      if (data.outcomes !== lastOutcomes || data.breakers !== lastBreakers) {
        lastOutcomes = data.outcomes;
        lastBreakers = data.breakers;
        wires.rates(laidOut.layout, data, cardContext.words);
        notes.draw(laidOut.layout, data);
        breakers.draw(laidOut.layout, data.breakers);
      }
      frames.draw(data);
    }
    // A legend of more lines leaves less room above it.
    if (legend.draw({ ...data, width: outer.width }, cardContext.words.legend)) resize();
    buffer.clear();
    if (!data.reducedMotion) {
      const source = {
        ended: data.journeys,
        inFlight: data.journeysInFlight,
        ratio: data.ratio,
      };
      placeMarks(source, data.viewMicros, data.lens, data.rate, laidOut.table, buffer);
    }
    paintMarks();
  }

  function paintMarks(): void {
    const cardBoxes = laidOut?.layout.cards ?? [];
    paintMarkBuffer(context2d, buffer, viewport.transform(), devicePixelRatio, readTheme().colors, cardBoxes);
  }

  function resize(): void {
    const height = Math.max(1, outer.height - legend.height());
    if (size.width === outer.width && size.height === height) return;
    size = { width: outer.width, height };
    sizeElements();
    relayout(true);
  }

  function sizeElements(): void {
    svg.attr('width', size.width).attr('height', size.height);
    canvas.attr('width', Math.round(size.width * devicePixelRatio));
    canvas.attr('height', Math.round(size.height * devicePixelRatio));
    canvas.style('width', `${size.width}px`).style('height', `${size.height}px`);
  }

  svg.attr('aria-label', options.words.flow);
  return {
    draw,
    resize(width, height, nextCorner) {
      const moved = nextCorner.width !== corner.width || nextCorner.height !== corner.height;
      outer = { width, height };
      corner = nextCorner;
      // A new corner asks for a new layout even if the size is as it was.
      if (moved) size = { width: 0, height: 0 };
      resize();
    },
    setWords(words) {
      cardContext = { words, measure: createMeasure(getComputedStyle(root.node()!).fontFamily), hatch };
      svg.attr('aria-label', words.flow);
      relayout(false);
    },
    setSelection(id) {
      if (selection === id) return;
      selection = id;
      cards.setSelection(id);
      if (laidOut) wires.shape(laidOut.layout, laidOut.description.links, id, cardContext.words);
      if (laidOut && last) wires.rates(laidOut.layout, last, cardContext.words);
    },
    setOverrides(next) {
      overrides = next;
      relayout(true);
    },
    focus: (id) => cards.focus(id),
    wireLength: () => (laidOut?.table.shortest ?? Number.POSITIVE_INFINITY) * viewport.transform().k,
    zoomBy: (factor) => viewport.zoomBy(factor),
    panBy: (x, y) => viewport.panBy(x, y),
    canPan: () => viewport.pannable(),
    zoomToFit: () => laidOut && viewport.fit(laidOut.layout.viewBox, size, false),
    destroy() {
      stopPicking();
      viewport.destroy();
      legend.destroy();
      root.remove();
    },
  };
}
