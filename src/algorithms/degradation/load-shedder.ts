/**
 * Load shedding by priority: as a service fills up it refuses the least important requests first, so that there is room
 * for the others. A refusal costs next to nothing; a request that times out in a queue costs as much as one that is
 * answered.
 *
 *   admit(class, load)  ⟺  load ≤ shedAbove(class);   shedAbove falls, or stays, from the most important class down
 *
 * Source: Google SRE book, ch. 21 "Handling Overload" (criticality); Stripe's load shedders; Envoy's overload manager.
 * O(1) per request. Known failure: it believes the load it is told; if that lags, all of a class is shed and readmitted in
 * turns. And who calls everything critical has no priorities.
 */
import { atLeast, check, insist, list, optional, type Range, readOptions, text } from '../../base/options.ts';

export interface PriorityClass {
  readonly name: string;
  /** Refused when the load is more than this. Left out: never refused. */
  readonly shedAbove?: number;
}

export interface LoadShedderOptions {
  /** The most important first. */
  readonly classes: readonly PriorityClass[];
}

interface ClassState {
  readonly name: string;
  readonly shedAbove: number;
  admitted: number;
  shed: number;
}

export interface LoadShedder {
  /** By name, the most important first. */
  readonly classes: Map<string, ClassState>;
}

const classRanges = {
  name: text,
  shedAbove: optional(atLeast(0)),
};
const anyLoad: Range = {
  allows: (load) => typeof load === 'number' && load >= 0,
  words: 'at least 0',
};

export function create(options: LoadShedderOptions): LoadShedder {
  const { classes } = readOptions<LoadShedderOptions, LoadShedderOptions>(
    options,
    {},
    { classes: list('classes', 1) },
  );
  const s: LoadShedder = { classes: new Map() };
  let bound = Number.POSITIVE_INFINITY;
  classes.forEach((given, place) => {
    const inside = `classes[${place}].`;
    const { name, shedAbove } = readOptions<PriorityClass, PriorityClass>(given, {}, classRanges, inside);
    const limit = shedAbove ?? Number.POSITIVE_INFINITY;
    insist(!s.classes.has(name), `${inside}name`, 'each name once', name);
    insist(limit <= bound, `${inside}shedAbove`, `${bound} at most, as the class before`, shedAbove);
    bound = limit;
    s.classes.set(name, { name, shedAbove: limit, admitted: 0, shed: 0 });
  });
  return s;
}

/** `load`: utilization, requests waiting, or what else grows with it; the same measure as `shedAbove`. */
export function admit(s: LoadShedder, className: string, load: number): boolean {
  check('load', load, anyLoad);
  const one = classOf(s, className);
  const isAdmitted = load <= one.shedAbove;
  if (isAdmitted) one.admitted += 1;
  else one.shed += 1;
  return isAdmitted;
}

export function admittedOf(s: LoadShedder, className: string): number {
  return classOf(s, className).admitted;
}

export function shedOf(s: LoadShedder, className: string): number {
  return classOf(s, className).shed;
}

function classOf(s: LoadShedder, name: string): ClassState {
  const one = s.classes.get(name);
  insist(one !== undefined, 'class', 'one of the classes', name);
  return one;
}
