/**
 * A card of full or compact size: drawn once and then updated by difference. Texts come in already worded and are
 * measured before they are drawn.
 */
import { faceOf } from '../../kinds/faces.ts';
import type { CardBox } from '../layout/layout-types.ts';
import { type Font, firstThatFits } from '../measure.ts';
import { type CardGeometry, cardGeometry, stateWordPadding } from './card-geometry.ts';
import { type CardContext, type CardView, createShell, type Group, type Update } from './card-shell.ts';
import { createChipView } from './chip-view.ts';
import { createQueue } from './queue-line.ts';
import { slotCells } from './slot-cells.ts';

export function createCardView(box: CardBox, context: CardContext): CardView {
  if (box.size === 'chip' || box.size === 'cell') return createChipView(box, context);
  const shape = cardGeometry(box, context.words.script);
  return createShell(box, shape.glyph, context, (root) => {
    const name = root.append('text').attr('class', 'nv-card-name').attr('x', shape.nameX);
    name.attr('y', shape.nameBaseline).attr('font-size', shape.nameFont.px).text(box.label);
    const nameWidth = context.measure(box.label, shape.nameFont);
    if (shape.nameX + nameWidth + 22 <= box.width - shape.padding) drawKind(root, box, shape);
    const row = createRow(root, box, shape, context);
    const detail = createDetail(root, shape, context);
    const beside = createBeside(root, box, context);
    return (content, last) => {
      row(content, last);
      detail(content, last);
      beside(content, last);
    };
  });
}

function createDetail(root: Group, shape: CardGeometry, { measure }: CardContext): Update {
  const detail = root.append('text').attr('class', 'nv-card-detail').attr('x', shape.padding);
  detail.attr('y', shape.detailBaseline).attr('font-size', shape.textFont.px);
  let drawn = '';
  return (content) => {
    const text = firstThatFits(content.detail, shape.detailWidth, shape.textFont, measure) ?? '';
    if (text !== drawn) detail.text(text);
    drawn = text;
  };
}

function drawKind(root: Group, box: CardBox, shape: CardGeometry): void {
  root
    .append('path')
    .attr('class', 'nv-card-kind')
    .attr('d', faceOf(box.kind).glyph)
    .attr('transform', `translate(${box.width - shape.padding - 6},${shape.glyph.y})`);
}

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
    const left = content.slots > 0 ? box.width - shape.padding - width : shape.padding;
    chip.attr('x', left).attr('y', shape.rowY).attr('width', width).attr('height', shape.rowHeight);
    word.attr('x', left + width / 2).attr('y', shape.rowY + shape.rowHeight / 2 + shape.textFont.px * 0.36);
    word.text(text);
  };
}

/** The waiting line to the left; below the tray and, at the other end, from how many neighbours the card is cut. */
function createBeside(root: Group, box: CardBox, context: CardContext): Update {
  const queue = createQueue(root, box);
  const tray = root.append('g').attr('class', 'nv-tray').attr('transform', `translate(0,${box.height})`);
  tray.append('path').attr('class', 'nv-tray-mark').attr('d', 'M7,7.5L13,13.5M13,7.5L7,13.5');
  const count = tray.append('text').attr('class', 'nv-tray-text').attr('x', trayTextX).attr('y', 15.5);
  tray.append('title').text(context.words.failedHereNote(box.traits.includes('source')));
  const font: Font = { px: context.words.script === 'cjk' ? 13 : 12, weight: 600 };
  count.attr('font-size', font.px);
  const badge = createCutBadge(root, box, context, font);
  return (content, last) => {
    queue(content, last);
    const failed = content.failed > 0 ? context.words.failedHere(content.failed) : '';
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

/** Two bars and "cut from 8 of 9", right-aligned in the row of the tray. */
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
    const text = firstThatFits(texts, box.width - 2 - taken - barsWidth, font, context.measure) ?? '';
    label.text(text);
    const left = box.width - 2 - (text === '' ? 0 : context.measure(text, font) + 5);
    bars.attr('d', `M${left - 5},${box.height + 6}v10M${left - 1},${box.height + 6}v10`);
  };
}
