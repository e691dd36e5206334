/** Every fact that the story can tell, and every interval that facts begin and end: one line per mechanism in each list. */
import type { Command } from '../engine/command.ts';
import { faultFacts, faultIntervals } from '../engine/fault/facts.ts';
import { cacheFacts } from '../engine/model/cache-facts.ts';
import { clientFacts, clientIntervals } from '../engine/model/client-facts.ts';
import { connectionFacts, connectionIntervals } from '../engine/model/connection-facts.ts';
import { policyFacts, policyIntervals } from '../engine/model/policy-facts.ts';
import { poolFacts, poolIntervals } from '../engine/model/pool-facts.ts';
import { replicationFacts, replicationIntervals } from '../engine/model/replicated-store-facts.ts';
import { saturationFacts, saturationIntervals } from '../engine/model/service-center-facts.ts';
import type { FactDeclaration, IntervalDeclaration, ValuesFrom } from '../engine/telemetry/fact.ts';
import { outageFacts, outageIntervals } from '../engine/telemetry/outage-facts.ts';
import { originFacts, originIntervals } from './cdn/facts.ts';
import { redisFacts } from './redis/facts.ts';
import { failoverFacts, failoverIntervals } from './sentinel/facts.ts';

export const facts = {
  ...faultFacts,
  ...poolFacts,
  ...failoverFacts,
  ...replicationFacts,
  ...clientFacts,
  ...cacheFacts,
  ...policyFacts,
  ...connectionFacts,
  ...originFacts,
  ...redisFacts,
  ...saturationFacts,
  ...outageFacts,
};

export const intervals = {
  ...faultIntervals,
  ...poolIntervals,
  ...failoverIntervals,
  ...replicationIntervals,
  ...clientIntervals,
  ...policyIntervals,
  ...connectionIntervals,
  ...originIntervals,
  ...saturationIntervals,
  ...outageIntervals,
};

export type Facts = typeof facts;
export type StoryKind = keyof Facts;
type Intervals = typeof intervals;
export type IntervalName = keyof Intervals;

type KindWith<Meaning> = {
  [Kind in StoryKind]: Facts[Kind] extends Meaning ? Kind : never;
}[StoryKind];

type OutageName = {
  [Name in IntervalName]: Intervals[Name] extends { readonly isOutage: true } ? Name : never;
}[IntervalName];

/** Kinds of which several may be told as one line: languages say how. */
export type JoiningKind = KindWith<{ readonly joins: object }>;
export type MootKind = KindWith<{ readonly isMootOnceReplaced: true }>;
export type OutageBeginning = KindWith<{ readonly begins: OutageName }>;
export type OutageEnd = KindWith<{ readonly ends: readonly OutageName[] }>;

export type ValuesOf<Kind extends StoryKind> = ValuesFrom<Facts[Kind]['values']>;

export const factOf = (kind: StoryKind): FactDeclaration<IntervalName> => facts[kind];
export const intervalOf = (name: IntervalName): IntervalDeclaration => intervals[name];

/** Commands are told by the first fact that obeys them. */
export const kindsObeying = (command: Command['kind']): readonly StoryKind[] =>
  (Object.keys(facts) as StoryKind[]).filter((kind) => factOf(kind).obeys === command);

/** Obeying it begins a fault and heals nothing: a restart begins a startup, which is a fault on the way to health. */
export const doesHarm = (command: Command['kind']): boolean =>
  kindsObeying(command).some((kind) => {
    const { begins, tone } = factOf(kind);
    return begins !== undefined && intervalOf(begins).isFault === true && tone !== 'recovering';
  });
