/**
 * `npm run soak -- --day [--hours 24] [--from SEED]`: one long run of `reference` with random faults each hour. Every hour
 * three accounts kept apart must agree to the digit: the rows and the ledger as told, the story's outages, and the
 * engine's own counters; and the engine may not grow.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { StampedCommand } from '../../src/engine/command.ts';
import { Run } from '../../src/engine/run.ts';
import {
  type ClassTotals,
  classColumn,
  classStride,
  type HistorySink,
  type LedgerSpan,
} from '../../src/engine/telemetry/records.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { parseCommandText } from '../../src/scenario/command-text.ts';
import { blueprintOf } from '../support/engine-lab.ts';
import { checkConservation } from './check-conservation.ts';
import { Dice } from './dice.ts';
import { Problems } from './problems.ts';

const hour = 3_600;
const second = 1_000_000;
const faultsPerHour = 6;
/**
 * Growth of what is held from the middle third of the run to the last, by medians: tables keep the room of the worst
 * backlog they have seen, so the first hours with faults still rise in steps.
 */
const mostGrowth = 1.1;

const columns = ['arrived', 'ok', 'failed', 'slow', 'stale', 'degraded'] as const;

/** What the sink is told, added up by class; nothing that grows with requests. */
class Account {
  readonly told = ['read', 'write'].map(() => ({
    arrived: 0,
    ok: 0,
    failed: 0,
    slow: 0,
    stale: 0,
    degraded: 0,
  }));
  readonly ledger = ['read', 'write'].map(() => ({ arrived: 0, good: 0, downSeconds: 0, until: 0 }));
  /** Failures inside outages that are over, and what outages are open. */
  readonly outages = new Map<string, { failed: number; isOpen: boolean }>();
  faults = 0;
  events = 0;
  unknownCauses = 0;
  seconds = 0;

  readonly sink: HistorySink = {
    story: (event) => this.hear(event),
    second: ({ second: at, classes }) => {
      this.seconds = at + 1;
      this.told.forEach((sums, index) => {
        for (const name of columns) sums[name] += classes[index * classStride + classColumn[name]]!;
      });
    },
    ledger: (span) => this.judge(span),
    journey: () => undefined,
  };

  private judge(span: LedgerSpan): void {
    const sums = this.ledger[span.class]!;
    sums.arrived += span.arrived;
    sums.good += span.good;
    if (span.down) sums.downSeconds += span.toSecond - span.fromSecond;
    sums.until = span.toSecond;
  }

  private hear(event: StoryEvent): void {
    this.events += 1;
    if (event.causeId !== undefined && event.causeId >= event.id) this.unknownCauses += 1;
    if (['crashed', 'poweredOff', 'hung', 'slowed', 'linkCut'].includes(event.kind)) this.faults += 1;
    if (event.kind !== 'requestsFailing' && event.kind !== 'requestsResumed') return;
    const outage = this.outages.get(event.values.class) ?? { failed: 0, isOpen: false };
    outage.isOpen = event.kind === 'requestsFailing';
    if (event.kind === 'requestsResumed') outage.failed += event.values.failed;
    this.outages.set(event.values.class, outage);
  }
}

/** Faults of one hour, all over long before it ends, so that hours do not pile up. */
function faultsOf(dice: Dice, from: number): readonly string[] {
  const { components, links } = blueprintOf('reference');
  const victims = components.filter(({ faults }) => faults.includes('crash'));
  const slowable = components.filter(({ faults }) => faults.includes('slow'));
  return Array.from({ length: faultsPerHour }, () => {
    const at = from + dice.whole(60, hour - 600);
    const lasting = `for ${dice.whole(1, 120)}s`;
    const verb = dice.pick(['crash', 'crash', 'power-off', 'hang', 'slow', 'cut'] as const);
    if (verb === 'slow') return `${at}s slow ${dice.pick(slowable).id} x${dice.whole(2, 20)} ${lasting}`;
    if (verb !== 'cut') return `${at}s ${verb} ${dice.pick(victims).id} ${lasting}`;
    const link = dice.pick(links);
    return `${at}s cut ${link.from}->${link.to} both ${lasting}`;
  });
}

function scheduleOf(seed: number, hours: number): readonly StampedCommand[] {
  const dice = new Dice(seed);
  const target = blueprintOf('reference');
  const lines = Array.from({ length: hours }, (_, n) => faultsOf(dice, n * hour)).flat();
  const log = lines.map((line) => {
    const parsed = parseCommandText(line, { target });
    if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.problem)}`);
    return parsed.value;
  });
  return log.sort((a, b) => a.at - b.at);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that the process holds after a full collection. */
function heldBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** `before`: the totals just before the last second was closed, which its row must agree with. */
function check(run: Run, before: readonly ClassTotals[], account: Account, problems: Problems): void {
  const { world } = run;
  checkConservation(world, account.events, problems);
  problems.equal(account.unknownCauses, 0, 'story', () => 'effects before their causes');
  world.classMeters.totals().forEach((total, index) => {
    const told = account.told[index]!;
    const ledger = account.ledger[index]!;
    for (const name of columns)
      problems.equal(told[name], before[index]![name], 'rows', () => `${name} of ${total.id}`);
    problems.equal(ledger.downSeconds, total.downtimeSeconds, 'ledger', () => `${total.id} down`);
    const pending = account.seconds - total.judgedUntilSecond;
    problems.expect(pending <= 6, 'ledger', () => `${pending} s of ${total.id} not judged`);
    problems.expect(
      ledger.good <= total.ok && ledger.arrived <= total.arrived,
      'ledger',
      () => `${ledger.good} good of ${total.ok}`,
    );
    const outage = account.outages.get(total.id);
    problems.expect(
      (outage?.failed ?? 0) <= total.failed,
      'story',
      () => `${outage?.failed} ${total.id}s failed in outages, ${total.failed} in all`,
    );
    problems.expect(outage?.isOpen !== true, 'story', () => `${total.id} still failing at the hour's end`);
  });
}

export function day(seed: number, hours: number): number {
  const account = new Account();
  const run = new Run({ ...blueprintOf('reference'), schedule: scheduleOf(seed, hours) }, seed, account.sink);
  const problems = new Problems(() => run.now);
  const held: number[] = [];
  const started = performance.now();
  for (let n = 1; n <= hours; n += 1) {
    // To the last microsecond before the hour, then onto it: the rows of every second that is over are told.
    run.until(n * hour * second - 1, Number.POSITIVE_INFINITY);
    const before = run.world.classMeters.totals();
    run.until(n * hour * second, Number.POSITIVE_INFINITY);
    check(run, before, account, problems);
    held.push(heldBytes());
    const lost = run.world.stores.reduce((sum, store) => sum + store.lostWrites, 0);
    const line = before.map(({ id, arrived, failed, downtimeSeconds }) => {
      return `${id} ${arrived} arrived, ${failed} failed, ${downtimeSeconds} s down`;
    });
    const megabytes = ((held.at(-1) ?? 0) / 1e6).toFixed(1);
    console.log(
      `hour ${n}: ${line.join(' · ')} · ${account.faults} faults, ${account.events} story events · ${lost} writes lost · ${megabytes} MB held · ${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
  }
  const third = Math.max(1, Math.floor(hours / 3));
  const growth = median(held.slice(-third)) / median(held.slice(-2 * third, -third));
  console.log(`memory: ${growth.toFixed(3)} × from the middle third to the last (at most ${mostGrowth})`);
  if (growth > mostGrowth) problems.add('memory', `grew ${growth.toFixed(3)} ×`);
  for (const problem of problems.found) console.log(`FAILED ${problem}`);
  console.log(`trace ${run.world.traceHash.digest()} · seed ${seed}`);
  console.log(problems.found.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  return problems.found.length === 0 ? 0 : 1;
}
