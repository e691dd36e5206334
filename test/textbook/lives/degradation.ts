import { fallbackChain, featureFlags, loadShedder } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

const instances = ['A', 'B', 'C'];
const flags = ['search', 'beta', 'recommendations'];

function stepFlags(s: featureFlags.FeatureFlags<string>, chance: Chance): unknown {
  const now = chance.pass(40);
  const instance = chance.pick(instances);
  const flag = chance.pick(flags);
  let isSaved: boolean | undefined;
  switch (chance.below(12)) {
    case 0:
    case 1:
      isSaved = featureFlags.set(s, flag, chance.below(2) === 0, now);
      break;
    case 2:
      if (!s.storeDown) featureFlags.subscribe(s, instance);
      break;
    case 3:
      featureFlags.unsubscribe(s, instance);
      break;
    case 4:
      featureFlags.restart(s, instance);
      break;
    case 5:
      featureFlags.setStoreDown(s, chance.below(3) === 0);
      break;
  }
  return [isSaved, ...instances.map((each) => featureFlags.isEnabled(s, each, flag, now))];
}

const levels = ['elasticsearch', 'database', 'static'];

function stepChain(s: fallbackChain.FallbackChain, chance: Chance): unknown {
  if (chance.below(8) === 0) fallbackChain.switchLevel(s, chance.pick(levels), chance.below(3) > 0);
  let level = fallbackChain.first(s);
  while (level !== undefined && chance.below(3) === 0) level = fallbackChain.next(s, level);
  const place = level === undefined ? -1 : fallbackChain.answered(s, level);
  return [level, place, fallbackChain.degradedShare(s)];
}

const classes = [{ name: 'checkout' }, { name: 'search', shedAbove: 0.9 }, { name: 'batch', shedAbove: 0.5 }];

function stepShedder(s: loadShedder.LoadShedder, chance: Chance): unknown {
  const { name } = chance.pick(classes);
  const isAdmitted = loadShedder.admit(s, name, 1.2 * chance.unit());
  return [name, isAdmitted, loadShedder.admittedOf(s, name), loadShedder.shedOf(s, name)];
}

export const lives: readonly Life[] = [
  life(
    'featureFlags',
    () => featureFlags.create({ instances, ttl: 100, defaults: { beta: true } }),
    stepFlags,
  ),
  life('fallbackChain', () => fallbackChain.create({ levels }), stepChain),
  life('loadShedder', () => loadShedder.create({ classes }), stepShedder),
];
