// Every text a card can show is measured in both languages against the room it has.
import { describe, expect, it } from 'vitest';
import { inRotation, readingsOf } from '../../../test/support/readings.ts';
import type { Trait } from '../../engine/description.ts';
import { cacheInstruments } from '../../engine/model/cache-meter.ts';
import { serviceInstruments } from '../../engine/model/service-readings.ts';
import { storeInstruments } from '../../engine/model/store-readings.ts';
import {
  databaseRoles,
  gaugeColumn,
  gaugeStride,
  healthStates,
  processModes,
} from '../../engine/telemetry/records.ts';
import { farmDescription, referenceDescription, verticalDescription } from '../fixtures/descriptions.ts';
import { chineseWords, englishWords } from '../fixtures/sample-words.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import type { CardBox, FlowLayout } from '../layout/layout-types.ts';
import { firstThatFits } from '../measure.ts';
import type { ViewWords } from '../words.ts';
import { cardContent, groupFacts } from './card-facts.ts';
import { captionPx, cardGeometry, stateWordPadding } from './card-geometry.ts';
import { chipGeometry } from './chip-geometry.ts';
import type { FlowData } from './flow-data.ts';
import { slotCells } from './slot-cells.ts';

// The canvas at 1440×900, 1280×720, 820×1180 and 390×844, legend taken off.
const sizes = [
  { width: 810, height: 486 },
  { width: 786, height: 462 },
  { width: 802, height: 376 },
  { width: 390, height: 322 },
];
const descriptions = [referenceDescription, verticalDescription, farmDescription(4)];

/** As each card may be: its health, and what its process does. A dead or hung process is always down. */
const conditions = [
  { state: 'healthy', mode: 'ready' },
  { state: 'degraded', mode: 'ready' },
  { state: 'removed', mode: 'ready' },
  { state: 'recovering', mode: 'starting' },
  { state: 'down', mode: 'crashed' },
  { state: 'down', mode: 'hung' },
] as const;
type Condition = (typeof conditions)[number];
const well: Condition = conditions[0];

function data(
  description: FlowData['description'],
  role: number,
  { state, mode }: Condition = well,
): FlowData {
  const gauges = new Float64Array(description.components.length * gaugeStride);
  const withTrait = (trait: Trait): readonly string[] =>
    description.components.filter(({ traits }) => traits.includes(trait)).map(({ id }) => id);
  const [cached, nodes, pools] = [withTrait('cache'), withTrait('replicated'), withTrait('pool')];
  for (const { index } of description.components) {
    const set = (name: keyof typeof gaugeColumn, value: number): void => {
      gauges[index * gaugeStride + gaugeColumn[name]] = value;
    };
    set('health', healthStates.indexOf(state));
    set('processMode', processModes.indexOf(mode));
  }
  return {
    description,
    gauges,
    readings: readingsOf([
      ...description.components.flatMap(({ id, kind }) => [
        [id, serviceInstruments.busy, 8] as const,
        [id, serviceInstruments.slots, kind === 'database' ? 32 : 8] as const,
        [id, serviceInstruments.queueLength, 128] as const,
      ]),
      ...cached.flatMap((id) => [
        [id, cacheInstruments.entries, 2_999] as const,
        [id, cacheInstruments.entryCapacity, 3_000] as const,
      ]),
      ...nodes.flatMap((id) => [
        [id, storeInstruments.role, role] as const,
        [id, storeInstruments.lagVersions, 120] as const,
        [id, storeInstruments.lagMicros, 1_250_000] as const,
      ]),
      ...pools.map((id) => [id, inRotation, 4] as const),
    ]),
    gaugesMicros: 600e6,
    viewMicros: 600e6,
    rate: 1,
    lens: 'incident',
    journeys: [],
    journeysInFlight: new Float64Array(0),
    ratio: 8,
    failed: new Float64Array(description.components.length),
    breakers: new Map(),
    sayings: new Map(),
    outcomes: {
      lookUps: new Map(cached.map((id) => [id, { hits: 765, misses: 235 }])),
      edges: new Map(),
      requests: { ok: 10_000, slow: 0, stale: 0, degraded: 0, failed: 0 },
      arrivedPerSecond: 10_000,
      arrivedLately: 10_000,
    },
    reducedMotion: false,
  };
}

/** Room for what a card says below its name, and what its name and state word need of its width. */
function roomOn(card: CardBox, words: ViewWords, state: (typeof healthStates)[number]) {
  if (card.size === 'chip') {
    const shape = chipGeometry(card, words.script);
    const name = shape.nameX + tableMeasure(card.label, shape.nameFont);
    const word = tableMeasure(words.state[state], shape.textFont) + 8;
    const oneLine = card.lines === 1;
    const beside = card.lines === 3 ? card.width - 12 : card.width - 6 - (5 + word + 4);
    const end = oneLine ? card.width - 12 - word - card.factsX : beside;
    return {
      used: oneLine ? name + 5 + word + 6 : Math.max(name, word + 6) + 6,
      facts: end,
      font: shape.textFont,
    };
  }
  const shape = cardGeometry(card, words.script);
  const name = shape.nameX + tableMeasure(card.label, shape.nameFont) + shape.padding - 2;
  const slots = slotCells(4, 8, shape.slotsWidth, 12).width;
  const word = tableMeasure(words.state[state], shape.textFont) + 2 * stateWordPadding(card.size);
  const used = Math.max(name, shape.padding + slots + word + shape.padding - 2);
  return { used, facts: shape.detailWidth, font: shape.textFont };
}

const layoutsOf = (words: ViewWords): readonly (readonly [string, FlowLayout, FlowData['description']])[] =>
  descriptions.flatMap((description) =>
    sizes.map((size) => {
      const corner = size.width < 500 ? { corner: { width: 111, height: 56 } } : {};
      const layout = layoutFlow(description, size, { words, measure: tableMeasure }, corner);
      return [`${description.scenario} at ${size.width}×${size.height}`, layout, description] as const;
    }),
  );

describe.each([
  ['EN', englishWords],
  ['中文', chineseWords],
] as const)('%s', (_language, words) => {
  it.each(layoutsOf(words))('every label fits its card: %s', (_name, layout, description) => {
    for (const card of layout.cards.filter((one) => one.size !== 'cell')) {
      for (const state of healthStates) {
        const { used } = roomOn(card, words, state);
        expect(used, `${card.label} ${state} on ${card.id}`).toBeLessThanOrEqual(card.width + 1);
      }
      for (const role of [1, 2, 3]) {
        // No fault hits the users.
        for (const condition of card.kind === 'users' ? [well] : conditions) {
          const shown = data(description, role, condition);
          const { detail } = cardContent(description.components[card.index]!, shown, words);
          if (detail.length === 0 || card.kind === 'sentinel') continue;
          const { facts, font } = roomOn(card, words, condition.state);
          // Two narrow lines leave room for a word only; what it says stands in the inspector.
          if (card.lines > 1 && facts < 60) continue;
          const text = firstThatFits(detail, facts, font, tableMeasure);
          const where = `detail of ${card.id}, ${condition.state} ${condition.mode}, in ${facts}`;
          expect(text, `${where}: ${detail.join(' | ')}`).toBeDefined();
        }
      }
    }
  });

  it.each(layoutsOf(words))('what stories say of a card fits it: %s', (_name, layout, description) => {
    const saying = (['refusesConnections', 'poolExhausted'] as const).map((one) => ({
      ...data(description, 1),
      sayings: new Map(description.components.map(({ id }) => [id, one] as const)),
    }));
    for (const card of layout.cards.filter(({ size, kind }) => size !== 'cell' && kind !== 'sentinel')) {
      const { facts, font } = roomOn(card, words, 'healthy');
      if (card.lines > 1 && facts < 60) continue;
      for (const shown of saying) {
        const texts = words.saying[shown.sayings.get(card.id)!];
        const { detail } = cardContent(description.components[card.index]!, shown, words);
        expect(detail.slice(0, texts.length)).toEqual(texts);
        const text = firstThatFits(texts, facts, font, tableMeasure);
        expect(text, `${texts.join(' | ')} on ${card.id}, in ${facts}`).toBeDefined();
      }
    }
  });

  it.each(layoutsOf(words))('every group card has room for its facts: %s', (_name, layout, description) => {
    const primary = databaseRoles.indexOf('primary');
    const font = { px: captionPx(words.script), weight: 400 } as const;
    for (const group of layout.groups) {
      const facts = groupFacts(group, data(description, primary), words);
      if (facts.length === 0) continue;
      expect(firstThatFits(facts, group.facts.width, font, tableMeasure), facts.join(' | ')).toBeDefined();
    }
  });
});
