/** All cards and group frames: keyed by id, moved by the layout, walked by the arrow keys, dragged by the mouse. */
import { type D3DragEvent, drag } from 'd3-drag';
import { select } from 'd3-selection';
import type { CardBox, FlowLayout, GroupBox } from '../layout/layout-types.ts';
import type { ViewWords } from '../words.ts';
import { cardContent } from './card-facts.ts';
import { type CardContext, type CardView, createCardView } from './card-view.ts';
import type { FlowData } from './flow-data.ts';
import { isWalkKey, walk } from './graph-walk.ts';
import type { Layer } from './wires-view.ts';

export interface CardEvents {
  select(id: string): void;
  activate(id: string): void;
  /** Shift and an arrow: the link in that direction. */
  wire(link: string): void;
  /** While dragging; `done` with the last one. */
  drag(id: string, x: number, y: number, done: boolean): void;
}

export interface CardLayer {
  /** `words` changed or sizes changed: cards are made anew; else they only move. */
  layout(layout: FlowLayout, context: CardContext): void;
  draw(data: FlowData, words: ViewWords, layout: FlowLayout): void;
  setSelection(id: string | undefined): void;
  focus(id: string | undefined): void;
}

export function createCardLayer(layer: Layer, events: CardEvents): CardLayer {
  const frames = layer.append('g').attr('class', 'nv-groups');
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
      .on('focus', () => rove(box.id))
      .on('keydown', (event: KeyboardEvent) => onKey(event, box.id))
      .call(dragOf(box.id, () => current, events));
  };

  return {
    layout(layout, context) {
      current = layout;
      drawFrames(frames, layout.groups, context.words);
      const gone = new Set(views.keys());
      for (const box of layout.cards) {
        gone.delete(box.id);
        let entry = views.get(box.id);
        const changed = entry && (entry.box.size !== box.size || entry.box.width !== box.width);
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
        views.get(one.id)?.view.update(
          cardContent(
            one,
            data,
            words,
            badges.find((badge) => badge.card === one.id),
          ),
        );
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

function dragOf(id: string, layout: () => FlowLayout | undefined, events: CardEvents) {
  let x = 0;
  let y = 0;
  let moved = false;
  return drag<SVGGElement, CardBox>()
    .clickDistance(4)
    .subject(() => {
      const box = layout()?.cards.find((card) => card.id === id);
      return { x: box?.x ?? 0, y: box?.y ?? 0 };
    })
    .container(function container() {
      return this.parentNode as SVGGElement;
    })
    .on('start', () => {
      moved = false;
    })
    .on('drag', (event: D3DragEvent<SVGGElement, CardBox, { x: number; y: number }>) => {
      if (Math.abs(event.dx) + Math.abs(event.dy) > 0) moved = true;
      x = Math.round(event.x / 4) * 4;
      y = Math.round(event.y / 4) * 4;
      events.drag(id, x, y, false);
    })
    .on('end', () => {
      if (moved) events.drag(id, x, y, true);
    });
}

function drawFrames(layer: Layer, groups: readonly GroupBox[], words: ViewWords): void {
  layer
    .selectAll<SVGGElement, GroupBox>('g')
    .data(groups, (group) => group.id)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'nv-group');
      group.append('rect').attr('rx', 10);
      group.append('text').attr('x', 12).attr('y', 12.5);
      return group;
    })
    .attr('transform', (group) => `translate(${group.x},${group.y})`)
    .call((group) => {
      group
        .select('rect')
        .attr('width', (box) => box.width)
        .attr('height', (box) => box.height);
      group.select('text').text((box) => words.groupTitle(box.id));
    });
}
