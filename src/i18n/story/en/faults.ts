/** English: processes, links and parameters. */
import type { Micros } from '../../../base/units.ts';
import type { faultFacts } from '../../../engine/fault/facts.ts';
import { counted } from '../../en/counted.ts';
import { later } from '../../en/later.ts';
import { en } from '../../en/screen.ts';
import { duration } from '../../format.ts';
import { listed } from '../../theory-figures.ts';
import { placeWords } from '../place-words.ts';
import type { FactTexts } from '../story-texts.ts';
import { changedParameter, valueText } from '../value-text.ts';
import { lasting } from './phrases.ts';

const mostNamed = 8;
const named = (components: readonly string[]): string =>
  components.length <= mostNamed ? listed(components, 'and') : `${components.length} nodes`;

/** All of them last as long, or up to the longest. */
const atMost = (all: readonly Micros[]): string =>
  `${new Set(all).size === 1 ? '' : 'up to '}${duration(Math.max(...all))}`;

export const faults: FactTexts<keyof typeof faultFacts> = {
  what: {
    crashed: (_, component) => `${component} crashed`,
    poweredOff: (_, component) => `${component} lost power`,
    placeLostPower: ({ place }) => `${placeWords(place, en.places)} lost power`,
    starting: ({ byCommand }, component) => `${component} is ${byCommand ? 'restarted' : 'starting'}`,
    ready: (_, component) => `${component} serves again`,
    hung: (_, component) => `${component} hangs: accepts, never answers`,
    resumed: (_, component) => `${component} answers again`,
    slowed: ({ factor }, component) => `${component} takes ${factor}× as long`,
    slownessEnded: (_, component) => `${component} is at full speed again`,
    linkCut: ({ to, both }, component) =>
      both ? `${component} and ${to} are cut apart` : `messages from ${component} to ${to} vanish`,
    linkHealed: ({ to, both }, component) =>
      both ? `${component} and ${to} are connected again` : `messages from ${component} to ${to} pass again`,
    noAlternative: (_, component) => `nothing can take the place of ${component}`,
    parameterChanged: ({ path, from, to, ...spec }, component) => {
      const { owner, name } = changedParameter(path, component, later.parameters);
      return `${owner}: ${name} ${valueText(from, spec, later.parameters)}→${valueText(to, spec, later.parameters)}`;
    },
  },
  reason: {
    noAlternative: ({ caller, callers }) =>
      callers === 1 ? `${caller} can call nothing else` : `${callers} callers can call nothing else`,
  },
  so: {
    crashed: ({ inside, forMicros }) =>
      [
        ...(inside === 0 ? [] : [counted(inside, 'call in progress breaks', 'calls in progress break')]),
        ...(forMicros === undefined ? [] : [`it restarts after ${duration(forMicros)}`]),
      ].join(', ') || undefined,
    poweredOff: ({ inside, forMicros }) =>
      [
        'nothing there answers, not even with a refusal',
        ...(inside === 0
          ? []
          : [`${counted(inside, 'call in progress is', 'calls in progress are')} never answered`]),
        ...(forMicros === undefined ? [] : [`power returns after ${duration(forMicros)}`]),
      ].join(', '),
    placeLostPower: ({ components, forMicros }) =>
      [
        `no answer from ${named(components)}, not even a refusal`,
        ...(forMicros === undefined ? [] : [`power returns after ${duration(forMicros)}`]),
      ].join(', '),
    hung: ({ forMicros }) => lasting(forMicros),
    slowed: ({ forMicros }) => lasting(forMicros),
    linkCut: ({ forMicros }) => lasting(forMicros),
    starting: ({ startupMicros }) => `ready in ${duration(startupMicros)}`,
    ready: ({ downMicros }) => `it had been gone for ${duration(downMicros)}`,
    resumed: ({ hungMicros }) => `it had hung for ${duration(hungMicros)}`,
  },
  together: {
    starting: (_count, _of, [{ byCommand }], tellers) =>
      `${named(tellers)} are ${byCommand ? 'restarted' : 'starting'}`,
    ready: (_count, _of, _values, tellers) => `${named(tellers)} serve again`,
    linkCut: (count) => `${count} connections are cut`,
    linkHealed: (count) => `${count} connections work again`,
  },
  togetherSo: {
    starting: (all) => `ready in ${atMost(all.map(({ startupMicros }) => startupMicros))}`,
    ready: (all) => `they had been gone for ${atMost(all.map(({ downMicros }) => downMicros))}`,
  },
};
