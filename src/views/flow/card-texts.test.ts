// Every text a card can show is measured in both languages against the room it has.
import { describe, expect, it } from 'vitest';
import { gaugeColumn, gaugeStride, healthStates } from '../../engine/telemetry/records.ts';
import { chineseWords, englishWords } from '../fixtures/sample-words.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { verticalDescription } from '../fixtures/vertical-description.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import { firstThatFits } from '../measure.ts';
import { cardContent } from './card-facts.ts';
import { cardGeometry, stateWordPadding } from './card-geometry.ts';
import type { FlowData } from './flow-data.ts';
import { slotCells } from './slot-cells.ts';

const sizes = [
  { width: 1000, height: 472 },
  { width: 860, height: 352 },
];

function data(role: number): FlowData {
  const gauges = new Float64Array(verticalDescription.components.length * gaugeStride);
  for (const { index, kind } of verticalDescription.components) {
    const set = (name: keyof typeof gaugeColumn, value: number): void => {
      gauges[index * gaugeStride + gaugeColumn[name]] = value;
    };
    set('busy', 8);
    set('slots', kind === 'database' ? 32 : 8);
    set('queueLength', 128);
    set('role', kind === 'database' ? role : 0);
    set('lagMicros', 1_250_000);
    set('lagVersions', 120);
    set('inRotation', 4);
  }
  return {
    description: verticalDescription,
    gauges,
    gaugesMicros: 600e6,
    viewMicros: 600e6,
    rate: 1,
    lens: 'incident',
    journeys: [],
    journeysInFlight: new Float64Array(0),
    ratio: 8,
    outcomes: {
      components: new Float64Array(verticalDescription.components.length * 3),
      requests: { ok: 10_000, slow: 0, stale: 0, failed: 0 },
      arrivedPerSecond: 10_000,
    },
    reducedMotion: false,
  };
}

describe.each([
  ['EN', englishWords],
  ['中文', chineseWords],
] as const)('%s', (_language, words) => {
  it.each(sizes)('every label fits its card at $width×$height', (size) => {
    for (const card of layoutFlow(verticalDescription, size).cards) {
      const shape = cardGeometry(card, words.script);
      const right = card.width - shape.padding + 2;
      const name = tableMeasure(card.id, shape.nameFont);
      expect(shape.nameX + name, `name of ${card.id}`).toBeLessThanOrEqual(right);
      for (const state of healthStates) {
        const word = tableMeasure(words.state[state], shape.textFont) + 2 * stateWordPadding(card.size);
        const slots = card.size === 'chip' ? 0 : slotCells(4, 8, shape.slotsWidth, 12).width;
        const used = card.size === 'chip' ? shape.nameX + name : shape.padding + slots;
        expect(used + word + shape.padding, `${state} on ${card.id}`).toBeLessThanOrEqual(card.width + 2);
      }
      for (const role of [1, 2]) {
        const content = cardContent(verticalDescription.components[card.index]!, data(role), words);
        if (content.detail.length === 0) continue;
        const text = firstThatFits(content.detail, shape.detailWidth, shape.textFont, tableMeasure);
        expect(text, `detail of ${card.id}: ${content.detail.join(' | ')}`).toBeDefined();
      }
    }
  });
});
