/** Every fact that the story can tell, and every interval that facts begin and end: one line per mechanism in each list. */
import { faultFacts, faultIntervals } from '../fault/facts.ts';
import { cacheFacts, cacheIntervals } from '../model/cache-facts.ts';
import { clientFacts, clientIntervals } from '../model/client-facts.ts';
import { rotationFacts, rotationIntervals } from '../model/load-balancer-facts.ts';
import { replicationFacts, replicationIntervals } from '../model/replicated-store-facts.ts';
import { failoverFacts, failoverIntervals } from '../model/sentinel-facts.ts';
import { saturationFacts, saturationIntervals } from '../model/service-center-facts.ts';
import type { FactDeclaration, IntervalDeclaration, ValuesFrom } from './fact.ts';
import { outageFacts, outageIntervals } from './outage-facts.ts';

export const facts = {
  ...faultFacts,
  ...rotationFacts,
  ...failoverFacts,
  ...replicationFacts,
  ...clientFacts,
  ...cacheFacts,
  ...saturationFacts,
  ...outageFacts,
};

export const intervals = {
  ...faultIntervals,
  ...rotationIntervals,
  ...failoverIntervals,
  ...replicationIntervals,
  ...clientIntervals,
  ...cacheIntervals,
  ...saturationIntervals,
  ...outageIntervals,
};

export type Facts = typeof facts;
export type StoryKind = keyof Facts;
export type IntervalName = keyof typeof intervals;

/** Kinds of which several may be told as one line: their texts say how. */
export type JoiningKind = {
  [Kind in StoryKind]: Facts[Kind] extends { readonly joins: object } ? Kind : never;
}[StoryKind];

export type ValuesOf<Kind extends StoryKind> = ValuesFrom<Facts[Kind]['values']>;

export const factOf = (kind: StoryKind): FactDeclaration<IntervalName> => facts[kind];
export const intervalOf = (name: IntervalName): IntervalDeclaration => intervals[name];
