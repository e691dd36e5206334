/** All cards: keyed by id, moved by the layout, walked by the arrow keys, dragged by the mouse. */
import { type D3DragEvent, drag, select } from 'd3';
import { type CardBox, type FlowLayout, groupKey, type Point } from '../layout/layout-types.ts';
import type { ViewWords } from '../words.ts';
import { cardContent } from './card-facts.ts';
import type { CardContext, CardView } from './card-shell.ts';
import { createCardView } from './card-view.ts';
import type { FlowData } from './flow-data.ts';
import { isWalkKey, walk } from './graph-walk.ts';
import type { Layer } from './wires-view.ts';

export interface CardEvents {
  select(id: string): void;
  activate(id: string): void;
  /** Shift and an arrow: the link in that direction. */
  wire(link: string): void;
  /** While dragging, `key` as in the overrides; `done` with the last one. */
  drag(key: string, x: number, y: number, done: boolean): void;
  /** Whether Shift and an arrow move the canvas instead. */
  readonly pans: () => boolean;
  /** A card got the focus: it must be in sight. */
  show(box: CardBox): void;
}

export interface CardLayer {
  /** `words` changed or sizes changed: cards are made anew; else they only move. */
  layout(layout: FlowLayout, context: CardContext): void;
  draw(data: FlowData, words: ViewWords, layout: FlowLayout): void;
  setSelection(id: string | undefined): void;
  focus(id: string | undefined): void;
}

export function createCardLayer(layer: Layer, events: CardEvents): CardLayer {
  const cards = layer.append('g').attr('class', 'nv-cards');
  const views = new Map<
    string,
    { readonly view: CardView; readonly box: CardBox; readonly context: CardContext }
  >();
  let current: FlowLayout | undefined;
  let roving: string | undefined;
  let selected: string | undefined;

  const rove = (id: string): void => {
    roving = id;
    for (const [key, entry] of views) entry.view.setFocusable(key === id);
  };
  const focus = (id: string | undefined): void => {
    const target = id ?? selected ?? roving;
    if (target !== undefined) views.get(target)?.view.node.focus();
  };
  const onKey = (event: KeyboardEvent, id: string): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      events.activate(id);
      return;
    }
    if (!current || !isWalkKey(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey && events.pans()) return;
    event.preventDefault();
    const next = walk(current, id, event.key);
    if (next === undefined) return;
    if (event.shiftKey) {
      const link = current.wires.find(
        ({ from, to }) => (from === id && to === next) || (from === next && to === id),
      );
      if (link) events.wire(link.id);
      return;
    }
    focus(next);
    events.select(next);
  };
  const wire = (view: CardView, box: CardBox): void => {
    select(view.node)
      .datum(box)
      .on('click', (event: MouseEvent) => {
        event.stopPropagation();
        events.select(box.id);
      })
      .on('dblclick', () => events.activate(box.id))
      .on('focus', () => {
        rove(box.id);
        const at = current?.cards.find((card) => card.id === box.id);
        if (at) events.show(at);
      })
      .on('keydown', (event: KeyboardEvent) => onKey(event, box.id))
      .call(dragOf(box.id, () => current, events));
  };

  return {
    layout(layout, context) {
      current = layout;
      const gone = new Set(views.keys());
      for (const box of layout.cards) {
        gone.delete(box.id);
        let entry = views.get(box.id);
        const changed = entry && !looksLike(entry.box, box);
        if (!entry || changed || entry.context !== context) {
          const hadFocus = entry?.view.node === document.activeElement;
          entry?.view.node.remove();
          entry = { view: createCardView(box, context), box, context };
          views.set(box.id, entry);
          cards.append(() => entry!.view.node);
          wire(entry.view, box);
          entry.view.setSelected(box.id === selected);
          if (hadFocus) entry.view.node.focus();
        }
        entry.view.move(box);
      }
      for (const id of gone) {
        views.get(id)?.view.node.remove();
        views.delete(id);
      }
      const first = roving !== undefined && views.has(roving) ? roving : layout.cards[0]?.id;
      if (first !== undefined) rove(first);
    },
    draw(data, words, { badges }) {
      for (const one of data.description.components) {
        const badge = badges.find(({ card }) => card === one.id);
        views.get(one.id)?.view.update(cardContent(one, data, words, badge));
      }
    },
    setSelection(id) {
      selected = id;
      for (const [key, entry] of views) entry.view.setSelected(key === id);
      if (id !== undefined && views.has(id)) rove(id);
    },
    focus,
  };
}

/** Drawn alike wherever it stands: it need not be made anew. */
const looksLike = (a: CardBox, b: CardBox): boolean =>
  a.size === b.size &&
  a.width === b.width &&
  a.height === b.height &&
  a.label === b.label &&
  a.lines === b.lines &&
  a.factsX === b.factsX &&
  a.reach.above === b.reach.above &&
  a.reach.below === b.reach.below;

/** A chip takes its whole group card with it. */
function dragged(layout: FlowLayout | undefined, id: string): (Point & { readonly key: string }) | undefined {
  const card = layout?.cards.find((one) => one.id === id);
  const frame = card && layout?.groups.find((group) => group.id === card.frame);
  if (frame) return { x: frame.x, y: frame.y, key: groupKey(frame.id) };
  return card && { x: card.x, y: card.y, key: id };
}

function dragOf(id: string, layout: () => FlowLayout | undefined, events: CardEvents) {
  let x = 0;
  let y = 0;
  let moved = false;
  return drag<SVGGElement, CardBox>()
    .clickDistance(4)
    .filter((event: MouseEvent) => !event.ctrlKey && !event.button && layout()?.stacked === false)
    .subject(() => dragged(layout(), id) ?? { x: 0, y: 0 })
    .container(function container() {
      return this.parentNode as SVGGElement;
    })
    .on('start', () => {
      moved = false;
    })
    .on('drag', (event: D3DragEvent<SVGGElement, CardBox, { x: number; y: number; key?: string }>) => {
      if (Math.abs(event.dx) + Math.abs(event.dy) > 0) moved = true;
      x = Math.round(event.x / 4) * 4;
      y = Math.round(event.y / 4) * 4;
      events.drag(event.subject.key ?? id, x, y, false);
    })
    .on('end', (event: D3DragEvent<SVGGElement, CardBox, { x: number; y: number; key?: string }>) => {
      if (moved) events.drag(event.subject.key ?? id, x, y, true);
    });
}
