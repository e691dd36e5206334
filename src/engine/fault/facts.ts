/** Facts about processes, links and parameters, done by a person or a schedule. */
import { type FactDeclaration, type IntervalDeclaration, told } from '../telemetry/fact.ts';

const flapMicros = 10_000_000;

export const faultIntervals = {
  absence: {
    condition: 'dead',
    isDown: true,
    isFault: true,
    excludes: ['crash', 'hang', 'slow'],
  },
  outOfPower: {
    condition: 'off',
    isDown: true,
    isFault: true,
    silences: 'component',
    excludes: ['crash', 'power-off', 'hang', 'slow'],
  },
  startup: {
    condition: 'starting',
    isDown: true,
    isFault: true,
    excludes: ['restart', 'hang', 'slow'],
  },
  hang: {
    condition: 'hung',
    isDown: true,
    isFault: true,
    silences: 'component',
    excludes: ['hang', 'slow'],
    flapsWithin: flapMicros,
  },
  slowness: {
    condition: 'slow',
    isFault: true,
    summary: 'slow',
    excludes: ['slow'],
    flapsWithin: flapMicros,
  },
  cut: { condition: 'cut', isFault: true, summary: 'cut', silences: 'edge' },
} as const satisfies Record<string, IntervalDeclaration>;

type Fault = FactDeclaration<keyof typeof faultIntervals>;

/** A place comes back as a whole. */
const atOnce = { within: 0 } as const;

/** `forMicros` is absent for "until cleared". */
export const faultFacts = {
  /** `inside` calls had reached it and not ended: they break with it. */
  crashed: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'person',
    obeys: 'crash',
    values: told<{ inside: 'count'; 'forMicros?': 'micros' }>(),
    begins: 'absence',
    cutsShort: ['startup', 'hang'],
  },
  /** The machine: nothing tells anybody, `inside` calls vanish with it. */
  poweredOff: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'person',
    obeys: 'power-off',
    values: told<{ inside: 'count'; 'forMicros?': 'micros' }>(),
    begins: 'outOfPower',
    isToldByPlace: true,
    cutsShort: ['startup', 'hang', 'absence'],
  },
  /** A host, zone or region, written as in commands; the teller is the first of the `components` that went with it, by id. */
  placeLostPower: {
    subject: 'place',
    named: 'place',
    tone: 'down',
    decidedBy: 'person',
    obeys: 'power-off',
    values: told<{ place: 'place'; components: 'texts'; 'forMicros?': 'micros' }>(),
  },
  starting: {
    subject: 'component',
    tone: 'recovering',
    decidedBy: 'person',
    obeys: 'restart',
    values: told<{ startupMicros: 'micros'; byCommand: 'flag' }>(),
    begins: 'startup',
    joins: { ...atOnce, by: ['byCommand'] },
    cutsShort: ['absence', 'outOfPower', 'hang'],
  },
  ready: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'component',
    values: told<{ downMicros: 'micros' }>(),
    ends: ['startup', 'absence', 'outOfPower'],
    joins: atOnce,
  },
  hung: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'person',
    obeys: 'hang',
    values: told<{ 'forMicros?': 'micros' }>(),
    begins: 'hang',
  },
  resumed: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'person',
    obeys: 'clear',
    values: told<{ hungMicros: 'micros' }>(),
    ends: ['hang'],
  },
  slowed: {
    subject: 'component',
    tone: 'degraded',
    decidedBy: 'person',
    obeys: 'slow',
    values: told<{ factor: 'factor'; 'forMicros?': 'micros' }>(),
    begins: 'slowness',
  },
  slownessEnded: {
    subject: 'component',
    tone: 'healthy',
    decidedBy: 'person',
    obeys: 'clear',
    values: told<{ factor: 'factor' }>(),
    ends: ['slowness'],
  },
  linkCut: {
    subject: 'edge',
    tone: 'down',
    decidedBy: 'person',
    obeys: 'cut',
    values: told<{ to: 'component'; both: 'flag'; 'forMicros?': 'micros' }>(),
    begins: 'cut',
    joins: { within: 0, isAdjacent: true },
  },
  linkHealed: {
    subject: 'edge',
    tone: 'healthy',
    decidedBy: 'person',
    obeys: 'heal',
    values: told<{ to: 'component'; both: 'flag' }>(),
    ends: ['cut'],
    joins: { within: 0, isAdjacent: true },
  },
  /** The teller has just died or hung, and `callers` components, `caller` the first, have nobody else to call. */
  noAlternative: {
    subject: 'component',
    tone: 'down',
    decidedBy: 'component',
    values: told<{ caller: 'component'; callers: 'count' }>(),
  },
  parameterChanged: {
    subject: 'component',
    tone: 'removed',
    decidedBy: 'person',
    obeys: 'set',
    values: told<{
      path: 'text';
      from: 'parameter';
      to: 'parameter';
      unit: 'text';
      /** The names of a choice, by index. */
      'choices?': 'texts';
    }>(),
    changes: 'parameter',
    isOverload: true,
  },
} as const satisfies Record<string, Fault>;
