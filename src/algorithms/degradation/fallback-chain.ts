/**
 * A chain of fallbacks: answers of decreasing quality, each asked only when the one before has failed (full search →
 * database → a fixed page). It says which level answered, so that a degraded service is not mistaken for a healthy one.
 *
 *   level asked = the first that is switched on, then the next that is on, …
 *   P(no answer) = Π P(level i fails), if they fail independently;  degraded share = 1 − answers of level 1 / all answers
 *
 * Source: Netflix Hystrix (`getFallback`, chained), the article's search example. O(levels) per request at worst. Known
 * failure: the next level gets the whole load at once, which it may never have carried; a timeout per level adds up; and
 * levels that share a cause fail together.
 */
import { assert } from '../../base/assert.ts';
import { checkIds, insist, type Range, readOptions } from '../../base/options.ts';
import type { Ratio } from '../../base/units.ts';

export interface FallbackChainOptions {
  /** Best first. */
  readonly levels: readonly string[];
}

interface Level {
  readonly name: string;
  on: boolean;
  answers: number;
}

export interface FallbackChain {
  readonly levels: Level[];
  /** Requests that no level answered. */
  exhausted: number;
}

const names: Range = {
  allows: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string'),
  words: 'a list of at least one name',
};

export function create(options: FallbackChainOptions): FallbackChain {
  const { levels } = readOptions<FallbackChainOptions, FallbackChainOptions>(options, {}, { levels: names });
  checkIds('levels', levels);
  return { levels: levels.map((name) => ({ name, on: true, answers: 0 })), exhausted: 0 };
}

/** The level to ask first; undefined if all are switched off. */
export function first(s: FallbackChain): string | undefined {
  return firstOnFrom(s, 0);
}

/** `failed` gave no answer: the level to ask now, undefined if there is none left. */
export function next(s: FallbackChain, failed: string): string | undefined {
  return firstOnFrom(s, depthOf(s, failed) + 1);
}

/** `level` answered. Hands back how far down it is: 0 is the full service. */
export function answered(s: FallbackChain, level: string): number {
  const depth = depthOf(s, level);
  (s.levels[depth] as Level).answers += 1;
  return depth;
}

/** Takes a level out of the chain by hand, or back in. */
export function switchLevel(s: FallbackChain, level: string, on: boolean): void {
  (s.levels[depthOf(s, level)] as Level).on = on;
}

/** Share of all answers that were not of the first level; 0 before the first answer. */
export function degradedShare(s: FallbackChain): Ratio {
  const all = s.levels.reduce((sum, { answers }) => sum + answers, 0);
  return all === 0 ? 0 : 1 - (s.levels[0] as Level).answers / all;
}

function firstOnFrom(s: FallbackChain, from: number): string | undefined {
  for (let place = from; place < s.levels.length; place += 1) {
    const level = s.levels[place];
    assert(level !== undefined, 'a place in the list');
    if (level.on) return level.name;
  }
  s.exhausted += 1;
  return undefined;
}

function depthOf(s: FallbackChain, name: string): number {
  const depth = s.levels.findIndex((level) => level.name === name);
  insist(depth >= 0, 'level', 'one of the levels', name);
  return depth;
}
