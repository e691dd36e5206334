/** English: the theory check. Loaded with its panel. */
import type { AssumptionId, Holding, ReasonKind, ReasonOf } from '../../session/theory/assumptions.ts';
import type { Agreement, Measure } from '../../session/theory/compare.ts';
import { grouped, runTime } from '../format.ts';
import { parameterWordsOf } from '../texts.ts';
import { figure, listed, millisFigure, percentFigure } from '../theory-figures.ts';
import { counted, ordinal } from './counted.ts';

const measures: Record<Measure, string> = {
  utilization: 'Utilization, %',
  waiting: 'Waiting time, ms',
  queueLength: 'Calls waiting',
  inSystem: 'Calls inside, L',
};

const agreement: Record<Agreement, string> = {
  agrees: 'agrees',
  differs: 'differs',
  unknown: 'cannot be told',
};

const assumptions: Record<AssumptionId, string> = {
  poisson: 'Poisson arrivals',
  exponential: 'Exponential service',
  independent: 'Service independent of load',
  constant: 'Nothing changes',
  stable: 'Utilization below 1',
  room: 'Unlimited waiting room',
  line: 'One line, first come first served',
  even: 'Members get equal shares',
  served: 'Every call is served',
  samples: 'Enough calls seen',
};

/** Begins the reason. */
const holding: Record<Holding, string> = {
  holds: 'holds:',
  doesNotHold: 'does not hold, because',
  unknown: 'cannot be told yet:',
};

type Dispersed = ReasonOf<'thinned'>['dispersion'];
const dispersion = (of: Dispersed): string =>
  of === undefined
    ? ''
    : `. Measured: variance over mean of arrivals per second is ${figure(of.measured)} in ${of.seconds} s; Poisson arrivals would give ${figure(of.low)} … ${figure(of.high)} (99 %)`;

const calls = (count: number): string => counted(count, 'call', 'calls');
const choice = (name: string): string => parameterWordsOf('en').choices[name] ?? name;

const reasons: { readonly [Kind in ReasonKind]: (reason: ReasonOf<Kind>) => string } = {
  drawnAtRandom: () => 'the users come independently of each other, and nothing lies between',
  replayed: () => 'requests come as on the recording',
  dealtInTurn: (of) =>
    `${of.balancer} deals in turn to ${of.servers}: each gets every ${ordinal(of.servers)} call, which is smoother than Poisson and waits less${dispersion(of.dispersion)}`,
  thinned: (of) =>
    `${of.by} answers what it has kept, so what comes here depends on what came before${dispersion(of.dispersion)}`,
  sentByServers: (of) =>
    `${of.callers === 1 ? '1 caller sends when it gets to it, and no more at a time than it has' : `${of.callers} callers send when they get to it, and no more at a time than they have`} slots${dispersion(of.dispersion)}`,
  exponential: () => 'drawn so',
  otherDistribution: (of) =>
    `service times are ${choice(of.distribution)}, with a coefficient of variation of ${figure(of.cv)} instead of 1`,
  severalTimes: (of) =>
    `a slot is held for the own work and while ${listed(of.callees, 'and')} answer: a sum of several times`,
  readsAndWrites: (of) =>
    `reads of ${figure(of.readMillis)} ms and writes of ${figure(of.writeMillis)} ms are mixed`,
  replicasConfirm: (of) =>
    `a write holds its slot until ${of.replicas === 1 ? 'a replica confirms' : `${of.replicas} replicas confirm`}`,
  ownWork: () => 'each call brings its own work, however many wait',
  waitsForOthers: (of) => `the more there is to do at ${listed(of.callees, 'or')}, the longer a slot is held`,
  waitsForReplicas: () => 'how long a slot is held depends on the replicas',
  unchanged: (of) =>
    of.since === 0
      ? 'nothing that touches it has changed since the run began'
      : `nothing that touches it has changed since ${runTime(of.since)}`,
  notSettled: (of) =>
    Number.isFinite(of.needed)
      ? `after ${of.since === 0 ? 'the beginning' : `the change at ${runTime(of.since)}`} the line needs ${figure(of.needed)} s to settle`
      : `since ${runTime(of.since)} the line has not settled, and at this load it will not`,
  hasRoomToSpare: (of) => `λ·S/c = ${percentFigure(of.utilization)}`,
  overloaded: (of) =>
    `λ·S/c = ${percentFigure(of.utilization)}: more work comes than the slots can do, the line only grows`,
  lineNeverFull: (of) =>
    `the line was never longer than ${grouped(of.most)} and has room for ${grouped(of.room)}`,
  lineFull: (of) => `there is room for ${grouped(of.room)} only, and it was full: calls were turned away`,
  oneLine: () => 'the model serves in order of arrival',
  ownLines: (of) => `compared as ${of.members} separate lines`,
  dealtEvenly: (of) => `${grouped(of.least)} to ${calls(of.most)} each`,
  dealtUnevenly: (of) => `one got ${calls(of.least)} and another ${grouped(of.most)}`,
  allServed: (of) => `0 of ${calls(of.ended)} failed here; who gives up elsewhere leaves the call in line`,
  someFailed: (of) => `${grouped(of.failed)} of ${calls(of.ended)} failed here`,
  enoughCalls: (of) => `${grouped(of.started)} calls in ${of.batches} batches`,
  fewCalls: (of) => `only ${counted(of.started, 'call was', 'calls were')} served, it takes ${of.needed}`,
  shortWindow: (of) =>
    Number.isFinite(of.needed)
      ? `${of.seconds} s is too short at this load, it takes ${grouped(of.needed)} s`
      : `${of.seconds} s is too short, and at this load any time is`,
};

/** M/M/4; for a group 4 × M/M/8. */
const model = (servers: number, members: number): string =>
  members > 1 ? `${members} × M/M/${servers}` : `M/M/${servers}`;

export const theory = {
  scope: 'Compare',
  group: (id: string): string => `group ${id}`,
  window: (from: number, to: number, count: number): string => `${from}–${to} s of the run, ${calls(count)}`,
  noCalls: 'No call has come here in a whole second since the last change: there is nothing to compare yet.',
  noQueue: (id: string): string => `${id} gave no call a slot in this time, so M/M/c says nothing about it.`,
  watcher: 'Sentinels serve no calls: there is nothing to compare.',
  put: (servers: number, members: number, rate: number, held: number): string =>
    `Theory: ${model(servers, members)} with what was measured${members > 1 ? ' on average per member' : ''}: λ = ${figure(rate)}/s, a slot held for S = ${millisFigure(held)}.`,
  columns: { measured: 'Measured', theory: 'Theory', difference: 'Difference' },
  caption: 'Means; below them their 95 % intervals',
  measures,
  agreement,
  verdicts: {
    holdsAgrees: 'The assumptions hold, and measured agrees with theory.',
    holdsDiffers:
      'The assumptions hold, yet measured differs from theory: chance alone does that in about one window of a hundred.',
    breaksAgrees: 'The assumptions do not all hold, yet in this window measured agrees with theory.',
    breaksLess: 'The assumptions do not all hold: measured differs from theory, calls wait less.',
    breaksMore: 'The assumptions do not all hold: measured differs from theory, calls wait longer.',
    breaksDiffers: 'The assumptions do not all hold: measured differs from theory.',
    nobodyWaits: 'Nobody waited, so waiting cannot tell one theory from another here.',
    overloaded: 'More work comes than the slots can do: there is no steady state to compare with.',
    tooEarly: 'Too early to tell whether measured agrees with theory.',
  },
  /** Between sentences. */
  gap: ' ',
  assumptionsTitle: 'What M/M/c assumes',
  assumptions,
  because: (holds: Holding, reason: string): string => `${holding[holds]} ${reason}`,
  reasons,
  littles: (inSystem: number, rate: number, response: number): string =>
    `Little’s law: L = ${figure(inSystem)}; λ·W = ${figure(rate)}/s × ${millisFigure(response)} = ${figure(rate * response)}.`,
  littlesExact: 'No call was inside at either edge of the window, so the two are equal.',
  littlesEdges: (
    difference: number,
    start: { readonly calls: number; readonly age: number },
    end: { readonly calls: number; readonly age: number },
  ): string =>
    `They differ by ${figure(difference)}, which is exactly the part of the calls that the window cuts: ${start.calls} inside at its beginning, ${figure(start.age)} s old in all, and ${end.calls} at its end, ${figure(end.age)} s.`,
  littlesOpen: (difference: number): string =>
    `They differ by ${figure(difference)}: the part of the calls that the window cuts.`,
  shared: (slots: number, waiting: number): string =>
    `One shared line for all ${slots} slots would wait ${millisFigure(waiting)} (M/M/${slots}).`,
  approximate: (waiting: number): string =>
    `With the known variation of gaps and service times, Allen and Cunneen’s approximation gives a waiting time of ${millisFigure(waiting)}.`,
};
