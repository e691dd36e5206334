import {
  consistentHashBalancer,
  ipHash,
  leastResponseTime,
  randomTwoChoices,
} from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const second = 1_000_000;
const ids = ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:8080', 'unix:/tmp/d'] as const;
type Name = (typeof ids)[number];

const options = {
  servers: ids.map((id, place) => ({
    id,
    weight: 4 - place,
    backup: place === 3,
    maxFails: place,
    failTimeout: 2 * second,
    maxConns: 6,
  })),
  clockGranularity: second,
};

/** What the balancers of the folder have in common; `pick` and `end` differ in what they are told. */
interface Verbs<S> {
  readonly pick: (
    s: S,
    chance: Chance,
    now: number,
    tried: ReadonlySet<Name> | undefined,
  ) => Name | undefined;
  readonly end: (s: S, id: Name, now: number, outcome: 'ok' | 'failed', chance: Chance) => unknown;
  readonly setDown: (s: S, id: Name, down: boolean) => void;
  readonly activeOf: (s: S, id: Name) => number;
}

function step<S>({ pick, end, setDown, activeOf }: Verbs<S>): (s: S, chance: Chance) => unknown {
  return (s, chance) => {
    const now = chance.pass(second);
    const id = chance.pick(ids);
    switch (chance.below(8)) {
      case 0:
        return setDown(s, id, chance.below(3) === 0);
      case 1:
      case 2:
      case 3:
        if (activeOf(s, id) > 0) return end(s, id, now, chance.below(3) === 0 ? 'failed' : 'ok', chance);
        return ids.map((one) => activeOf(s, one));
      default:
        return pick(s, chance, now, chance.below(4) === 0 ? new Set([id]) : undefined);
    }
  };
}

const address = (chance: Chance): string =>
  chance.below(4) === 0
    ? `2001:db8::${chance.below(65_536).toString(16)}`
    : [0, 0, 0, 0].map(() => chance.below(256)).join('.');

export const lives: readonly Life[] = [
  life(
    'ipHash',
    () => ipHash.create(options),
    step({
      pick: (s, chance, now, tried) => ipHash.pick(s, { now, tried, clientAddress: address(chance) }),
      end: (s, id, now, outcome) => ipHash.release(s, id, { now, outcome }),
      setDown: ipHash.setDown,
      activeOf: ipHash.activeOf,
    }),
  ),
  ...[true, false].map((consistent) =>
    life(
      'consistentHashBalancer',
      () => consistentHashBalancer.create({ ...options, consistent }),
      step({
        pick: (s, chance, now, tried) =>
          consistentHashBalancer.pick(s, { now, tried, key: `${chance.below(1000)}` }),
        end: (s, id, now, outcome) => consistentHashBalancer.release(s, id, { now, outcome }),
        setDown: consistentHashBalancer.setDown,
        activeOf: consistentHashBalancer.activeOf,
      }),
    ),
  ),
  ...[1, 2, 3].map((choices) =>
    life(
      'randomTwoChoices',
      () => randomTwoChoices.create({ ...options, choices }),
      step({
        pick: (s, chance, now, tried) => randomTwoChoices.pick(s, { now, tried, random: chance.unit }),
        end: (s, id, now, outcome) => randomTwoChoices.release(s, id, { now, outcome }),
        setDown: randomTwoChoices.setDown,
        activeOf: randomTwoChoices.activeOf,
      }),
    ),
  ),
  life(
    'leastResponseTime',
    () => leastResponseTime.create({ ...options, decayTime: 3 * second }),
    step({
      pick: (s, _, now, tried) => leastResponseTime.pick(s, { now, tried }),
      end: (s, id, now, outcome, chance) => {
        const ended = { now, outcome };
        leastResponseTime.release(
          s,
          id,
          chance.below(2) === 0 ? ended : { ...ended, responseTime: chance.below(second) },
        );
        return leastResponseTime.meanOf(s, id, now);
      },
      setDown: leastResponseTime.setDown,
      activeOf: leastResponseTime.activeOf,
    }),
  ),
];
