/** What every card has, whatever its size: the focusable element, plate and border, glyph and accessible name. */
import { create, type Selection } from 'd3';
import { drawStateGlyph } from '../glyphs/state-glyphs.ts';
import type { CardBox } from '../layout/layout-types.ts';
import type { Measure } from '../measure.ts';
import { toneOf } from '../states.ts';
import type { ViewWords } from '../words.ts';
import type { CardContent } from './card-facts.ts';

export type Group = Selection<SVGGElement, undefined, null, undefined>;

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

/** Draws what has changed between two contents. */
export type Update = (content: CardContent, last: CardContent | undefined) => void;

interface GlyphPlace {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** `draw` appends the rest of the card and returns how it is kept up to date. */
export function createShell(
  box: CardBox,
  glyphAt: GlyphPlace,
  context: CardContext,
  draw: (root: Group) => Update,
): CardView {
  const root: Group = create('svg:g') as unknown as Group;
  root
    .attr('class', `nv-card nv-card-${box.size}`)
    .attr('data-component', box.id)
    .attr('role', 'button')
    .attr('aria-pressed', 'false')
    .attr('tabindex', '-1');
  drawReach(root, box);
  drawPlate(root, box, context.hatch);
  const glyph = root
    .append('g')
    .attr('transform', `translate(${glyphAt.x},${glyphAt.y}) scale(${glyphAt.scale})`)
    .append('g');
  const update = draw(root);
  let last: CardContent | undefined;
  let label = '';
  return {
    node: root.node()!,
    move: (next) => void root.attr('transform', `translate(${next.x},${next.y})`),
    setFocusable: (focusable) => void root.attr('tabindex', focusable ? '0' : '-1'),
    setSelected: (selected) =>
      void root.attr('aria-pressed', String(selected)).classed('nv-selected', selected),
    update(content) {
      if (last?.state !== content.state) {
        drawStateGlyph(glyph, content.state);
        root.attr('data-state', content.state).attr('data-tone', toneOf[content.state]);
      }
      update(content, last);
      const next = labelOf(box, content, context.words);
      if (next !== label) root.attr('aria-label', next);
      label = next;
      last = content;
    },
  };
}

function labelOf(box: CardBox, { state, detail, failed, cut }: CardContent, words: ViewWords): string {
  return words.cardLabel({
    name: box.id,
    kind: box.kind,
    state,
    detail: detail[0] ?? '',
    failed,
    cut: cut === undefined ? '' : (words.cutFrom(cut.cut, cut.of)[0] ?? ''),
  });
}

/** What a finger may hit beyond the plate. */
function drawReach(root: Group, { width, height, reach }: CardBox): void {
  if (reach.above + reach.below === 0) return;
  root
    .append('rect')
    .attr('class', 'nv-card-reach')
    .attr('y', -reach.above)
    .attr('width', width)
    .attr('height', height + reach.above + reach.below);
}

function drawPlate(root: Group, box: CardBox, hatch: string): void {
  const { width, height } = box;
  const radius = box.size === 'full' || box.size === 'compact' ? 8 : 6;
  const plate = (name: string): Selection<SVGRectElement, undefined, null, undefined> =>
    root.append('rect').attr('class', name).attr('width', width).attr('height', height).attr('rx', radius);
  // Two colours: a halo of the surface under a line of ink, clear of the widest border.
  // Chips stand close to words: theirs lies on the border.
  const clear = radius === 8 ? 3.5 : 2;
  for (const ring of ['nv-focus-halo', 'nv-focus-ring']) {
    plate(ring)
      .attr('x', -clear)
      .attr('y', -clear)
      .attr('width', width + 2 * clear)
      .attr('height', height + 2 * clear)
      .attr('rx', radius + clear - 0.5);
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
