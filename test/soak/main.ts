/**
 * `npm run soak -- [--seeds N] [--from S] [--seconds 60] [--no-kept]`: random scenarios under random faults, every invariant checked.
 * A seed that fails prints the line that plays it again and is kept in `failing-seeds.json`; kept seeds run first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { day } from './day.ts';
import { type SoakResult, soakOne } from './soak-one.ts';

const keptFile = 'test/soak/failing-seeds.json';

/** A seed means one scenario only together with the length of its run. */
interface KeptSeed {
  readonly seed: number;
  readonly seconds: number;
  /** The first thing that was wrong, for whoever looks at the file. */
  readonly found: string;
}

const readKept = (): readonly KeptSeed[] =>
  existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as readonly KeptSeed[]) : [];

function keep(seed: number, seconds: number, found: string): void {
  const kept = readKept();
  if (kept.some((one) => one.seed === seed && one.seconds === seconds)) return;
  writeFileSync(keptFile, `${JSON.stringify([...kept, { seed, seconds, found }], undefined, 2)}\n`);
}

function numberAfter(argv: readonly string[], name: string, otherwise: number): number | undefined {
  const place = argv.indexOf(name);
  if (place < 0) return otherwise;
  const value = Number(argv[place + 1]);
  return Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? value : undefined;
}

export function main(argv: readonly string[]): number {
  const seeds = numberAfter(argv, '--seeds', 100);
  const from = numberAfter(argv, '--from', 1);
  const seconds = numberAfter(argv, '--seconds', 60);
  if (seeds === undefined || from === undefined || seconds === undefined || seconds < 10) {
    console.error(
      'usage: npm run soak -- [--seeds 0 … 4294967295] [--from 0 … 4294967295] [--seconds at least 10] [--no-kept]',
    );
    return 2;
  }
  if (argv.includes('--day')) {
    const hours = numberAfter(argv, '--hours', 24);
    if (hours !== undefined && hours >= 1 && hours <= 168) return day(from, hours);
    console.error('usage: npm run soak -- --day [--hours 1 … 168] [--from seed]');
    return 2;
  }
  // The line that plays one seed again plays only that one.
  const kept = argv.includes('--no-kept') ? [] : readKept();
  const fresh = Array.from({ length: seeds }, (_, index) => ({ seed: from + index, seconds }));
  return soak([...kept, ...fresh]);
}

interface Sums {
  scenarios: number;
  events: number;
  requests: number;
  failures: number;
  unattributed: number;
}

const noSums = (): Sums => ({ scenarios: 0, events: 0, requests: 0, failures: 0, unattributed: 0 });

function soak(seeds: readonly { readonly seed: number; readonly seconds: number }[]): number {
  const started = performance.now();
  const all = noSums();
  const sound = noSums();
  const worst: { readonly seed: number; readonly unattributed: number; readonly failures: number }[] = [];
  let failed = 0;
  seeds.forEach(({ seed, seconds }, index) => {
    const result = resultOf(seed, seconds);
    add(all, result);
    if (result.isSound) {
      add(sound, result);
      if (result.unattributed > 0) worst.push({ seed, ...result });
    }
    if (result.problems.length > 0) {
      failed += 1;
      console.log(`FAILED: npm run soak -- --seeds 1 --from ${seed} --seconds ${seconds} --no-kept`);
      for (const problem of result.problems) console.log(`  ${problem}`);
      keep(seed, seconds, (result.problems[0] ?? '').split('\n')[0] ?? '');
    }
    if ((index + 1) % 20 === 0)
      console.error(`${index + 1} of ${seeds.length}, ${failed} failed, ${secondsSince(started)} s`);
  });
  worst.sort((a, b) => b.unattributed - a.unattributed);
  const named = worst.slice(0, 5).map((one) => `${one.seed} (${one.unattributed} of ${one.failures})`);
  console.log(`all: ${figures(all)}`);
  console.log(`sound without faults: ${figures(sound)}`);
  if (named.length > 0) console.log(`most unattributed there: seeds ${named.join(', ')}`);
  console.log(`${secondsSince(started)} s`);
  console.log(`${seeds.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function add(sums: Sums, result: SoakResult): void {
  sums.scenarios += 1;
  sums.events += result.events;
  sums.requests += result.requests;
  sums.failures += result.failures;
  sums.unattributed += result.unattributed;
}

function figures({ scenarios, events, requests, failures, unattributed }: Sums): string {
  const share = failures === 0 ? 0 : (100 * unattributed) / failures;
  return `${scenarios} scenarios, ${events} events, ${requests} requests, ${failures} failures, ${share.toFixed(2)} % unattributed`;
}

const secondsSince = (started: number): string => ((performance.now() - started) / 1000).toFixed(1);

/** A scenario that cannot even be built is a failure of its own. */
function resultOf(seed: number, seconds: number): SoakResult {
  try {
    return soakOne(seed, seconds, true);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { problems: [problem], events: 0, requests: 0, failures: 0, unattributed: 0, isSound: true };
  }
}
