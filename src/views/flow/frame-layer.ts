/** Group cards below the wires: plate, title, facts and the caption of the sentinels. */
import type { GroupBox } from '../layout/layout-types.ts';
import { type Font, firstThatFits } from '../measure.ts';
import { groupFacts } from './card-facts.ts';
import { captionPx } from './card-geometry.ts';
import type { CardContext } from './card-shell.ts';
import type { FlowData } from './flow-data.ts';
import type { Layer } from './wires-view.ts';

export interface FrameLayer {
  layout(groups: readonly GroupBox[], context: CardContext): void;
  /** Texts that change with the run; once per step, drawn only when they differ. */
  draw(data: FlowData): void;
}

export function createFrameLayer(layer: Layer): FrameLayer {
  let current: readonly GroupBox[] = [];
  let context: CardContext | undefined;
  const facts = new Map<string, { readonly node: SVGTextElement; drawn: string }>();
  return {
    layout(groups, next) {
      current = groups;
      context = next;
      facts.clear();
      layer.selectAll('*').remove();
      const px = captionPx(next.words.script);
      for (const group of groups) {
        const root = layer.append('g').attr('class', 'nv-group').attr('data-group', group.id);
        root
          .append('rect')
          .attr('x', group.x)
          .attr('y', group.y)
          .attr('width', group.width)
          .attr('height', group.height)
          .attr('rx', 10);
        const text = (name: string, at: { readonly x: number; readonly y: number }) =>
          root.append('text').attr('class', name).attr('x', at.x).attr('y', at.y).attr('font-size', px);
        text('nv-group-title', group.title).text(group.name);
        if (group.caption)
          text('nv-group-text', group.caption).text(next.words.watchers(group.watchers.length));
        facts.set(group.id, { node: text('nv-group-text', group.facts).node()!, drawn: '' });
      }
    },
    draw(data) {
      if (!context) return;
      const { measure, words } = context;
      const font: Font = { px: captionPx(words.script), weight: 400 };
      for (const group of current) {
        const entry = facts.get(group.id);
        const text = firstThatFits(groupFacts(group, data, words), group.facts.width, font, measure) ?? '';
        if (!entry || entry.drawn === text) continue;
        entry.drawn = text;
        entry.node.textContent = text;
      }
    },
  };
}
