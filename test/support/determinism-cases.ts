// Runs whose trace hashes must be equal everywhere: in Node and in each browser, at any chunking, through checkpoints.
// Free of Node imports, so that a browser can run the same list: `hashOf` in both and compare.
import { createEngine } from '../../src/engine/engine.ts';
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import { blueprintOf, commandsOf, nullSink, seconds } from './engine-lab.ts';

export interface DeterminismCase {
  readonly name: string;
  readonly scenario: TemplateId;
  readonly seed: number;
  readonly until: number;
  readonly sets: readonly string[];
  readonly dos: readonly string[];
}

/** Faults of every kind, some over one another, with a failover in the middle and a return after it. */
export const everyFault: readonly string[] = [
  '3s slow api-1 x4 for 5s',
  '4.5s cut lb->api-2 for 3s',
  '5s set users.arrivalRate=450',
  '6s crash db-primary',
  '6.2s hang api-3 for 1.5s',
  '7s crash sentinel-1 for 4s',
  '7.5s cut sentinel-2->db-replica-2 both',
  '8.25s heal sentinel-2->db-replica-2',
  '9s set api.meanServiceMillis=12',
  '10s restart db-primary',
  '10.5s hang db-replica-1',
  '11.5s clear db-replica-1',
  '12s crash lb for 500ms',
  '12.75s slow db-replica-2 x20',
  '13.5s clear db-replica-2',
  '14s set users.arrivalRate=0',
  '14.5s set users.arrivalRate=200',
  '15s hang sentinel-3 for 2s',
  '16s restart api-4',
  '18s set database.waitForReplicas=1',
];

export const determinismCases: readonly DeterminismCase[] = [
  { name: 'M/M/1', scenario: 'mm1', seed: 7, until: seconds(120), sets: [], dos: [] },
  {
    name: 'M/M/4 with log-normal service, slowed and crashed',
    scenario: 'mmc',
    seed: 4_294_967_295,
    until: seconds(30),
    sets: ['station.serviceDistribution=logNormal', 'station.serviceCv=2', 'station.queueCapacity=50'],
    dos: [
      '3s set station.servers=3',
      '5s slow station x3 for 5s',
      '9s set station.meanServiceMillis=7',
      '15s crash station for 2s',
      '22s hang station for 1s',
      '22.5s set station.servers=6',
    ],
  },
  { name: 'vertical, undisturbed', scenario: 'vertical', seed: 1, until: seconds(30), sets: [], dos: [] },
  {
    name: 'vertical, the primary dies and returns',
    scenario: 'vertical',
    seed: 7,
    until: seconds(40),
    sets: [],
    dos: ['10s crash db-primary for 12s'],
  },
  {
    name: 'vertical, a partition with split brain',
    scenario: 'vertical',
    seed: 20_261_103,
    until: seconds(40),
    sets: ['users.writeRatio=0.4', 'database.waitForReplicas=1'],
    dos: [
      ...['api-2', 'api-3', 'api-4', 'db-replica-1', 'db-replica-2'].map(
        (other) => `8s cut db-primary->${other} both for 12s`,
      ),
      ...[1, 2, 3].map((number) => `8s cut sentinel-${number}->db-primary both for 12s`),
      '9s set database.waitForReplicas=0',
    ],
  },
  {
    name: 'reference, both stores fail over and the edge returns cold',
    scenario: 'reference',
    seed: 20_261_202,
    until: seconds(30),
    sets: ['redis.maxEntries=1500', 'redis.entryTtlMillis=5000'],
    dos: [
      '3s set cdn.matchedRequests=0.05',
      '5s crash redis-primary for 6s',
      '6s set cdn.matchedRequests=0',
      '9s hang db-primary for 12s',
      '14s crash cdn for 1s',
      '18s hang redis-replica for 500ms',
      '20s set api.cacheOnWrite=remove',
      '22s crash redis-sentinel-2',
      '24s set cdn.cacheCapacity=50',
    ],
  },
  {
    name: 'vertical, faults of every kind',
    scenario: 'vertical',
    seed: 20_261_104,
    until: seconds(25),
    sets: [],
    dos: everyFault,
  },
];

export function hashOf(one: DeterminismCase): string {
  const blueprint = blueprintOf(one.scenario, one.sets);
  const engine = createEngine(blueprint, one.seed, nullSink);
  engine.schedule(commandsOf(blueprint, one.dos));
  engine.runUntil(one.until);
  return engine.traceHash();
}
