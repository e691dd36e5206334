/**
 * V1, the request flow: SVG for cards, wires and scales, one canvas above for the moving marks. It has no timer:
 * the animation loop calls `draw`; pointer and keyboard repaint the last frame.
 */
import { select } from 'd3-selection';
import type { RunDescription } from '../../engine/description.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import type { CardOverrides, FlowLayout } from '../layout/layout-types.ts';
import { createLegend } from '../legend/legend.ts';
import { MarkBuffer } from '../marks/mark-buffer.ts';
import { placeMarks } from '../marks/place-marks.ts';
import { type WireTable, wireTable } from '../marks/wire-table.ts';
import { createMeasure } from '../measure.ts';
import { createThemeReader } from '../theme.ts';
import { createCardLayer } from './card-layer.ts';
import type { CardContext } from './card-view.ts';
import type { FlowData } from './flow-data.ts';
import type { FlowView, FlowViewOptions } from './flow-options.ts';
import { appendHatch } from './hatch.ts';
import { hitMark } from './hit-test.ts';
import { createHopNotes } from './hop-notes.ts';
import { paintMarkBuffer } from './marks-canvas.ts';
import { pickMarks } from './pick-marks.ts';
import { createViewport } from './viewport.ts';
import { createWiresView } from './wires-view.ts';
import './flow.css';

/** Kept free below the diagram for the legend. */
export const legendHeight = 28;
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
  let size = { width: 0, height: 0 };
  let selection: string | undefined;
  let laidOut:
    | { readonly description: RunDescription; readonly layout: FlowLayout; readonly table: WireTable }
    | undefined;
  let last: FlowData | undefined;
  let lastStep = '';
  let lastOutcomes: FlowData['outcomes'] | undefined;

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
      const at = laidOut?.layout.cards.find((card) => card.id === id) ?? { x, y };
      overrides = { ...overrides, [id]: { x: at.x, y: at.y } };
      if (done) options.onDragEnd?.(id, at.x, at.y);
    },
  });
  const viewport = createViewport(svg as never, (transform) => {
    scene.attr('transform', transform.toString());
    paintMarks();
  });
  svg.on('click', () => options.onSelect?.(undefined));
  const stopPicking = pickMarks(
    root.node()!,
    (x, y, reach) => hitMark(buffer, viewport.transform(), x, y, reach),
    (ordinal) => options.onRequestPick?.(ordinal),
  );

  function relayout(fit: boolean): void {
    if (!last || size.width === 0) return;
    const { description } = last;
    const layout = layoutFlow(description, size, overrides);
    laidOut = { description, layout, table: wireTable(layout, description.links) };
    cards.layout(layout, cardContext);
    wires.shape(layout, description.links, selection, cardContext.words);
    if (fit && !viewport.touched()) viewport.fit(layout.viewBox, size);
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
      if (data.outcomes !== lastOutcomes) {
        lastOutcomes = data.outcomes;
        wires.rates(laidOut.layout, data);
        notes.draw(laidOut.layout, data);
      }
    }
    legend.draw(data, cardContext.words.legend);
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

  svg.attr('aria-label', options.words.flow);
  return {
    draw,
    resize(width, height) {
      size = { width, height: Math.max(1, height - legendHeight) };
      svg.attr('width', size.width).attr('height', size.height);
      canvas.attr('width', Math.round(size.width * devicePixelRatio));
      canvas.attr('height', Math.round(size.height * devicePixelRatio));
      canvas.style('width', `${size.width}px`).style('height', `${size.height}px`);
      relayout(true);
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
      if (laidOut && last) wires.rates(laidOut.layout, last);
    },
    setOverrides(next) {
      overrides = next;
      relayout(true);
    },
    focus: (id) => cards.focus(id),
    zoomBy: (factor) => viewport.zoomBy(factor),
    zoomToFit: () => laidOut && viewport.fit(laidOut.layout.viewBox, size),
    destroy() {
      stopPicking();
      viewport.destroy();
      legend.destroy();
      root.remove();
    },
  };
}
