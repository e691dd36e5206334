/**
 * A chip: glyph, name, state word, and as many facts as its width holds. Members of a store stand below each other
 * and agree on where their facts begin; on a narrow canvas the word stands below the name.
 */
import { chipNameX, wordPadding } from '../layout/chip-room.ts';
import type { CardBox } from '../layout/layout-types.ts';
import { firstThatFits } from '../measure.ts';
import type { CardContent } from './card-facts.ts';
import { type CardContext, type CardView, createShell, type Group, type Update } from './card-shell.ts';
import { type ChipGeometry, chipEdge, chipGeometry } from './chip-geometry.ts';
import { createQueue } from './queue-line.ts';
import { slotCells } from './slot-cells.ts';

const cellsWidth = 40;
const cellsHeight = 12;
const gap = 6;
const closeGap = 3;
/** A cross, and the room it takes. */
const cross = 'M-3,-3L3,3M3,-3L-3,3';
const crossWidth = 9;

export function createChipView(box: CardBox, context: CardContext): CardView {
  const shape = chipGeometry(box, context.words.script);
  return createShell(box, shape.glyph, context, (root) => {
    const slots = createSlots(root, box, shape, context);
    if (box.size === 'cell') return slots;
    const name = root.append('text').attr('class', 'nv-card-name').attr('x', chipNameX);
    name.attr('y', shape.nameBaseline).attr('font-size', shape.nameFont.px).text(box.label);
    const texts = createTexts(root, box, shape, context);
    const queue = createQueue(root, box);
    const cut = createCutBars(root, box, context);
    return (content, last) => {
      slots(content, last);
      texts(content, last);
      queue(content, last);
      cut(content, last);
    };
  });
}

/** Members have slots beside their facts; where there is no room for cells, a strip at the foot. */
function createSlots(root: Group, box: CardBox, shape: ChipGeometry, { words }: CardContext): Update {
  const slots = root.append('g');
  const explained = slots.append('title');
  const empty = slots.append('path').attr('class', 'nv-slots-empty');
  const full = slots.append('path').attr('class', 'nv-slots-full');
  const scale = slots
    .append('text')
    .attr('class', 'nv-slots-scale')
    .attr('y', cellsHeight - 2);
  scale.attr('font-size', shape.textFont.px);
  const { stripY } = shape;
  if (stripY === undefined)
    slots.attr('transform', `translate(${box.factsX},${(box.height - cellsHeight) / 2})`);
  else slots.attr('transform', `translate(${chipEdge},${stripY})`);
  return (content, last) => {
    if (last?.busy === content.busy && last.slots === content.slots) return;
    const { busy, slots: of } = content;
    const cells = slotCells(
      busy,
      stripY === undefined && showsCells(box, of) ? of : 0,
      cellsWidth,
      cellsHeight,
    );
    explained.text(of > 0 ? words.slotsNote({ busy, of, perCell: cells.perCell }, box.kind) : '');
    if (stripY === undefined) {
      scale.attr('x', cells.width + 3).text(cells.perCell > 1 ? `×${cells.perCell}` : '');
      empty.attr('d', cells.empty);
      full.attr('d', cells.full);
      return;
    }
    const width = box.width - 2 * chipEdge;
    const filled = of > 0 ? Math.round((width * busy) / of) : 0;
    empty.attr('d', of > 1 ? `M0,0.5H${width}V2.5H0Z` : '');
    full.attr('d', filled > 0 && of > 1 ? `M0,0H${filled}V3H0Z` : '');
  };
}

/** A single slot is either busy or not: its chip says more with words. */
const showsCells = (box: CardBox, slots: number): boolean => box.factsX > 0 && slots > 1;

function createTexts(root: Group, box: CardBox, shape: ChipGeometry, context: CardContext): Update {
  const { measure, words } = context;
  const chip = root.append('rect').attr('class', 'nv-word-chip').attr('rx', 3);
  chip.attr('y', shape.wordY).attr('height', shape.wordHeight);
  const word = root.append('text').attr('class', 'nv-word').attr('text-anchor', 'middle');
  word.attr('y', shape.wordBaseline).attr('font-size', shape.textFont.px);
  const detail = root.append('text').attr('class', 'nv-card-detail').attr('y', shape.factsBaseline);
  detail.attr('font-size', shape.textFont.px);
  const failed = root.append('g').attr('class', 'nv-chip-failed');
  failed.append('path').attr('class', 'nv-tray-mark').attr('d', cross);
  const count = failed
    .append('text')
    .attr('class', 'nv-tray-text')
    .attr('x', crossWidth - 4);
  count.attr('y', shape.textFont.px * 0.36).attr('font-size', shape.textFont.px);
  failed.append('title').text(words.failedHereNote(box.traits.includes('source')));
  let drawn = '';
  return (content) => {
    const key = `${content.state} ${content.slots > 1} ${content.failed} ${content.detail.join('\n')}`;
    if (key === drawn) return;
    drawn = key;
    const text = words.state[content.state];
    const wordWidth = measure(text, shape.textFont) + 2 * wordPadding;
    const left = shape.wordX ?? box.width - chipEdge - wordWidth;
    chip.attr('x', left).attr('width', wordWidth);
    word.attr('x', left + wordWidth / 2).text(text);
    const lost = content.failed > 0 ? words.failedBrief(content.failed) : '';
    const lostWidth = lost === '' ? 0 : crossWidth + measure(lost, { ...shape.textFont, weight: 600 });
    const spot = factsSpot(box, content, left, left + wordWidth, lostWidth);
    const facts = firstThatFits(content.detail, spot.width, shape.textFont, measure) ?? '';
    detail.attr('x', spot.x).text(facts);
    const shown = lost !== '' && spot.lost !== undefined;
    failed.attr('visibility', shown ? 'visible' : 'hidden');
    if (!shown) return;
    failed.attr(
      'transform',
      `translate(${spot.lost! + 4},${shape.factsBaseline - shape.textFont.px * 0.36})`,
    );
    count.text(lost);
  };
}

interface Spot {
  readonly x: number;
  readonly width: number;
  /** Where the count of what failed begins; undefined where it has no room. */
  readonly lost: number | undefined;
}

/** Facts and, right of them, what failed here: before the word, or behind it on a chip of two lines. */
function factsSpot(
  box: CardBox,
  content: CardContent,
  wordLeft: number,
  wordRight: number,
  lostWidth: number,
): Spot {
  const taken = lostWidth === 0 ? 0 : lostWidth + gap;
  if (box.lines === 3) {
    const lost = box.width - chipEdge - lostWidth;
    return { x: chipEdge, width: lost - (lostWidth > 0 ? closeGap : 0) - chipEdge, lost };
  }
  if (box.lines === 2) {
    const right = box.width - chipEdge;
    const lost = right - lostWidth;
    const fits = lost >= wordRight + 4;
    const end = fits && lostWidth > 0 ? lost - gap : right;
    return { x: wordRight + 4, width: end - wordRight - 4, lost: fits ? lost : undefined };
  }
  if (box.factsX === 0) return { x: 0, width: 0, lost: undefined };
  const x = box.factsX + (showsCells(box, content.slots) ? cellsWidth + gap : 0);
  return { x, width: wordLeft - gap - taken - x, lost: wordLeft - gap - lostWidth };
}

/** Two bars at its left edge: cut from several neighbours. */
function createCutBars(root: Group, box: CardBox, { words }: CardContext): Update {
  const group = root.append('g').attr('class', 'nv-cut-badge').attr('visibility', 'hidden');
  const title = group.append('title');
  const top = box.height / 2 - 6;
  group.append('path').attr('class', 'nv-cut-bars').attr('d', `M-4,${top}v12M0,${top}v12`);
  return ({ cut }, last) => {
    if (last !== undefined && last.cut === cut) return;
    group.attr('visibility', cut === undefined ? 'hidden' : 'visible');
    title.text(cut === undefined ? '' : (words.cutFrom(cut.cut, cut.of)[0] ?? ''));
  };
}
