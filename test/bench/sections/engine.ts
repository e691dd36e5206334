/** The whole engine: requests and events a second with full telemetry, and what telemetry costs, as ratios in one run. */
import type { TemplateId } from '../../../src/scenario/templates/index.ts';
import { blueprintOf } from '../../support/engine-lab.ts';
import { type Outcome, playEngine, type Telemetry } from '../engine-runs.ts';
import { interleave, median, medianRatio, type Row } from '../measure.ts';

interface Case {
  readonly name: string;
  readonly template: TemplateId;
  readonly arrivalRate: number;
  readonly seconds: number;
}

/** At 300/s the sentinels' clocks are half of the events; at 2,000/s the requests are nearly all. */
const cases: readonly Case[] = [
  { name: 'vertical', template: 'vertical', arrivalRate: 300, seconds: 60 },
  { name: 'vertical at 2,000/s', template: 'vertical', arrivalRate: 2_000, seconds: 15 },
  { name: 'three-tier', template: 'three-tier', arrivalRate: 2_000, seconds: 30 },
  { name: 'reference', template: 'reference', arrivalRate: 400, seconds: 60 },
  { name: 'mm1', template: 'mm1', arrivalRate: 80, seconds: 300 },
];

export function run(): Row[] {
  return cases.flatMap((one) => {
    const { name, arrivalRate, seconds } = one;
    const blueprint = blueprintOf(one.template, [`users.arrivalRate=${arrivalRate}`]);
    const outcomes = new Map<Telemetry, Outcome>();
    const play = (telemetry: Telemetry) => () => {
      outcomes.set(telemetry, playEngine(blueprint, telemetry, seconds));
    };
    const times = interleave({ full: play('full'), silent: play('silent'), bare: play('bare') }, 7);
    const hashes = new Set([...outcomes.values()].map((outcome) => outcome.traceHash));
    if (hashes.size !== 1) throw new Error(`${name}: telemetry changes the run: ${[...hashes].join(', ')}`);
    const perSecond = (count: number) => (count / median(times.full)) * 1000;
    const events = outcomes.get('full')?.events ?? 0;
    const note = `trace hash ${[...hashes][0]} with and without`;
    return [
      {
        name: `${name}: requests`,
        value: perSecond(arrivalRate * seconds) / 1e3,
        unit: 'k/s',
        better: 'higher',
      },
      { name: `${name}: events`, value: perSecond(events) / 1e6, unit: 'M/s', better: 'higher' },
      {
        name: `${name}: without journeys`,
        value: medianRatio(times.full, times.silent),
        unit: '× as fast',
        better: 'lower',
      },
      {
        name: `${name}: without telemetry`,
        value: medianRatio(times.full, times.bare),
        unit: '× as fast',
        better: 'lower',
        note,
      },
    ] satisfies Row[];
  });
}
