/**
 * One card: a focusable element with role and name, drawn once and then updated by difference. Texts come in
 * already worded and are measured before they are drawn.
 */
import { create, type Selection } from 'd3-selection';
import { kindGlyphs } from '../glyphs/kind-glyphs.ts';
import { drawStateGlyph } from '../glyphs/state-glyphs.ts';
import type { CardBox } from '../layout/layout-types.ts';
import { type Font, firstThatFits, type Measure } from '../measure.ts';
import { toneOf } from '../states.ts';
import type { ViewWords } from '../words.ts';
import type { CardContent } from './card-facts.ts';
import { type CardGeometry, cardGeometry, stateWordPadding } from './card-geometry.ts';
import { queueTicks, tickWidth } from './queue-ticks.ts';
import { slotCells } from './slot-cells.ts';

type Group = Selection<SVGGElement, undefined, null, undefined>;

export interface CardContext {
  readonly words: ViewWords;
  readonly measure: Measure;
  /** Fill of a card that is down: `url(#…)` of this view's hatch. */
  readonly hatch: string;
}

export interface CardView {
  readonly node: SVGGElement;
  move(box: CardBox): void;
  update(content: CardContent): void;
  setFocusable(focusable: boolean): void;
  setSelected(selected: boolean): void;
}

export function createCardView(box: CardBox, context: CardContext): CardView {
  const root: Group = create('svg:g') as unknown as Group;
  const shape = cardGeometry(box, context.words.script);
  root
    .attr('class', `nv-card nv-card-${box.size}`)
    .attr('data-component', box.id)
    .attr('role', 'button')
    .attr('aria-pressed', 'false')
    .attr('tabindex', '-1');
  drawPlate(root, box, context.hatch);
  const glyph = root
    .append('g')
    .attr('transform', `translate(${shape.glyph.x},${shape.glyph.y}) scale(${shape.glyph.scale})`);
  const state = glyph.append('g');
  const name = root
    .append('text')
    .attr('class', 'nv-card-name')
    .attr('x', shape.nameX)
    .attr('y', shape.nameBaseline);
  name.attr('font-size', shape.nameFont.px).text(box.id);
  const nameWidth = context.measure(box.id, shape.nameFont);
  if (box.size !== 'chip' && shape.nameX + nameWidth + 22 <= box.width - shape.padding)
    drawKind(root, box, shape);
  const row = createRow(root, box, shape, context);
  const detail = root.append('text').attr('class', 'nv-card-detail').attr('x', shape.padding);
  detail.attr('y', shape.detailBaseline).attr('font-size', shape.textFont.px);
  const beside = createBeside(root, box, context);
  let last: CardContent | undefined;
  return {
    node: root.node()!,
    move: (next) => void root.attr('transform', `translate(${next.x},${next.y})`),
    setFocusable: (focusable) => void root.attr('tabindex', focusable ? '0' : '-1'),
    setSelected: (selected) =>
      void root.attr('aria-pressed', String(selected)).classed('nv-selected', selected),
    update(content) {
      drawStateGlyph(state, content.state);
      if (last?.state !== content.state)
        root.attr('data-state', content.state).attr('data-tone', toneOf[content.state]);
      row(content, last);
      const text = firstThatFits(content.detail, shape.detailWidth, shape.textFont, context.measure) ?? '';
      if (detail.text() !== text) detail.text(text);
      beside(content, last);
      const label = context.words.cardLabel({
        name: box.id,
        kind: box.kind,
        state: content.state,
        detail: content.detail[0] ?? '',
        failed: content.failed,
        cut:
          content.cut === undefined ? '' : (context.words.cutFrom(content.cut.cut, content.cut.of)[0] ?? ''),
      });
      if (root.attr('aria-label') !== label) root.attr('aria-label', label);
      last = content;
    },
  };
}

function drawPlate(root: Group, box: CardBox, hatch: string): void {
  const { width, height } = box;
  const plate = (name: string): Selection<SVGRectElement, undefined, null, undefined> =>
    root.append('rect').attr('class', name).attr('width', width).attr('height', height).attr('rx', 8);
  // Two colours: a halo of the surface under a line of ink, clear of the widest border.
  for (const ring of ['nv-focus-halo', 'nv-focus-ring']) {
    plate(ring)
      .attr('x', -3.5)
      .attr('y', -3.5)
      .attr('width', width + 7)
      .attr('height', height + 7)
      .attr('rx', 11);
  }
  plate('nv-card-plate');
  plate('nv-card-hatch').attr('fill', hatch);
  plate('nv-card-border');
  // Recovering: the left half of the border is doubled.
  root
    .append('path')
    .attr('class', 'nv-card-double')
    .attr(
      'd',
      `M${width / 2},3.5H9A5.5,5.5,0,0,0,3.5,9V${height - 9}A5.5,5.5,0,0,0,9,${height - 3.5}H${width / 2}`,
    );
}

function drawKind(root: Group, box: CardBox, shape: CardGeometry): void {
  root
    .append('path')
    .attr('class', 'nv-card-kind')
    .attr('d', kindGlyphs[box.kind])
    .attr('transform', `translate(${box.width - shape.padding - 6},${shape.glyph.y})`);
}

type Update = (content: CardContent, last: CardContent | undefined) => void;

/** Slots to the left, the state word in its chip to the right. */
function createRow(root: Group, box: CardBox, shape: CardGeometry, context: CardContext): Update {
  const slots = root.append('g').attr('transform', `translate(${shape.padding},${shape.rowY + 1})`);
  const explained = slots.append('title');
  const hit = slots.append('rect').attr('class', 'nv-slots-hit').attr('height', shape.rowHeight);
  const empty = slots.append('path').attr('class', 'nv-slots-empty');
  const full = slots.append('path').attr('class', 'nv-slots-full');
  const scale = slots
    .append('text')
    .attr('class', 'nv-slots-scale')
    .attr('y', shape.rowHeight - 4);
  scale.attr('font-size', shape.textFont.px);
  const chip = root.append('rect').attr('class', 'nv-word-chip').attr('rx', 3);
  const word = root.append('text').attr('class', 'nv-word').attr('text-anchor', 'middle');
  word.attr('font-size', shape.textFont.px);
  return (content, last) => {
    if (last?.busy !== content.busy || last.slots !== content.slots) {
      const cells = slotCells(content.busy, content.slots, shape.slotsWidth, shape.rowHeight - 2);
      scale.attr('x', cells.width + 4).text(cells.perCell > 1 ? `×${cells.perCell}` : '');
      const { busy, slots: of } = content;
      explained.text(of > 0 ? context.words.slotsNote({ busy, of, perCell: cells.perCell }, box.kind) : '');
      hit.attr('width', of > 0 ? shape.slotsWidth : 0);
      empty.attr('d', cells.empty);
      full.attr('d', cells.full);
    }
    if (last?.state === content.state && last.slots > 0 === content.slots > 0) return;
    const text = context.words.state[content.state];
    const width = context.measure(text, shape.textFont) + 2 * stateWordPadding(box.size);
    // Without slots the word stands where they would be: no hole in the card.
    const left = content.slots > 0 || box.size === 'chip' ? box.width - shape.padding - width : shape.padding;
    chip.attr('x', left).attr('y', shape.rowY).attr('width', width).attr('height', shape.rowHeight);
    word.attr('x', left + width / 2).attr('y', shape.rowY + shape.rowHeight / 2 + shape.textFont.px * 0.36);
    word.text(text);
  };
}

/** The waiting line to the left; below the tray and, at the other end, from how many neighbours the card is cut. */
function createBeside(root: Group, box: CardBox, context: CardContext): Update {
  const queue = root
    .append('g')
    .attr('class', 'nv-queue')
    .attr('transform', `translate(${-tickWidth - 5},${box.height - 2})`);
  const ticks = queue.append('path').attr('class', 'nv-queue-ticks');
  const cap = queue.append('path').attr('class', 'nv-queue-cap');
  const tray = root.append('g').attr('class', 'nv-tray').attr('transform', `translate(0,${box.height})`);
  tray.append('path').attr('class', 'nv-tray-mark').attr('d', 'M7,7.5L13,13.5M13,7.5L7,13.5');
  const count = tray.append('text').attr('class', 'nv-tray-text').attr('x', trayTextX).attr('y', 15.5);
  tray.append('title').text(context.words.failedHereNote(box.kind));
  const font: Font = { px: context.words.script === 'cjk' ? 13 : 12, weight: 600 };
  count.attr('font-size', font.px);
  const badge = createCutBadge(root, box, context, font);
  return (content, last) => {
    if (
      box.queue &&
      (last?.queueLength !== content.queueLength || last.queueCapacity !== content.queueCapacity)
    ) {
      const line = queueTicks(content.queueLength, content.queueCapacity, box.height - 6);
      ticks.attr('d', line.ticks);
      cap.attr('d', line.cap > 0 ? `M-2,${-line.cap}H${tickWidth + 2}` : '');
    }
    const failed = content.failed > 0 && box.size !== 'chip' ? context.words.failedHere(content.failed) : '';
    if (last?.failed !== content.failed) {
      tray.attr('visibility', failed === '' ? 'hidden' : 'visible');
      count.text(failed);
    }
    if (last?.failed !== content.failed || last.cut !== content.cut) {
      const { cut } = content;
      const taken = failed === '' ? 0 : trayTextX + context.measure(failed, font) + badgeGap;
      badge(cut === undefined ? undefined : context.words.cutFrom(cut.cut, cut.of), taken);
    }
  };
}

const trayTextX = 18;
const badgeGap = 8;
const barsWidth = 12;

/** Two bars and "cut from 8 of 9", right-aligned in the row of the tray. A chip has room for the bars only. */
function createCutBadge(
  root: Group,
  box: CardBox,
  context: CardContext,
  font: Font,
): (texts: readonly string[] | undefined, taken: number) => void {
  const group = root.append('g').attr('class', 'nv-cut-badge').attr('visibility', 'hidden');
  const title = group.append('title');
  const bars = group.append('path').attr('class', 'nv-cut-bars');
  const label = group.append('text').attr('class', 'nv-cut-text').attr('text-anchor', 'end');
  label
    .attr('x', box.width - 2)
    .attr('y', box.height + 15.5)
    .attr('font-size', font.px);
  return (texts, taken) => {
    group.attr('visibility', texts === undefined ? 'hidden' : 'visible');
    if (texts === undefined) return;
    title.text(texts[0] ?? '');
    if (box.size === 'chip') {
      bars.attr('d', `M-4,${box.height / 2 - 6}v12M0,${box.height / 2 - 6}v12`);
      return;
    }
    const text = firstThatFits(texts, box.width - 2 - taken - barsWidth, font, context.measure) ?? '';
    label.text(text);
    const left = box.width - 2 - (text === '' ? 0 : context.measure(text, font) + 5);
    bars.attr('d', `M${left - 5},${box.height + 6}v10M${left - 1},${box.height + 6}v10`);
  };
}
