/**
 * `npm run fuzz -- [--seed S] [--count N] [--only n]`: hostile inputs of nine kinds. Fails on anything thrown, a refusal
 * without path, value or range, an answer that is not the same when written and read again, more than 512 MB. An input
 * that takes 10 s is ended by `scripts/fuzz.mjs`. What fails is kept in `failing-inputs.json`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import '../../src/i18n/both.ts';
import { createFuzzer, type Fuzzed, shownInput } from './fuzzer.ts';

const keptFile = 'test/fuzz/failing-inputs.json';
const mostBytes = 512 * 1024 * 1024;

export interface KeptInput {
  readonly seed: number;
  readonly ordinal: number;
  /** The first thing that was wrong, for whoever looks at the file. */
  readonly found: string;
}

function keep(seed: number, ordinal: number, found: string): void {
  const kept = existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as KeptInput[]) : [];
  if (kept.some((one) => one.seed === seed && one.ordinal === ordinal)) return;
  const all = [...kept, { seed, ordinal, found: found.slice(0, 200) }];
  writeFileSync(keptFile, `${JSON.stringify(all, undefined, 2)}\n`);
}

interface Figures {
  readonly byKind: Map<string, number>;
  slowest: { readonly millis: number; readonly what: string };
  mostRss: number;
  failed: number;
}

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 0xffffffff) return value;
  throw new Error(`${text}: a whole number is needed, 0 … 4294967295`);
}

/** `beat` is told the number of the input before it is tried. */
export async function main(argv: readonly string[], beat: (ordinal: number) => void): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...argv], options: { seed: text, count: text, only: text } });
  const seed = numberOf(values.seed, 1);
  const first = numberOf(values.only, 0);
  const count = values.only === undefined ? numberOf(values.count, 1_000) : 1;
  const fuzzer = createFuzzer();
  const figures: Figures = { byKind: new Map(), slowest: { millis: 0, what: '' }, mostRss: 0, failed: 0 };
  for (let ordinal = first; ordinal < first + count; ordinal += 1) {
    beat(ordinal);
    const started = performance.now();
    const fuzzed = await fuzzer.fuzz(seed, ordinal);
    note(figures, seed, ordinal, fuzzed, performance.now() - started);
    if (values.only !== undefined) console.log(`${fuzzed.kind}: ${shownInput(fuzzed.input)}`);
  }
  await fuzzer.close();
  report(figures, seed, count);
  return figures.failed === 0 ? 0 : 1;
}

function note(figures: Figures, seed: number, ordinal: number, fuzzed: Fuzzed, millis: number): void {
  const { kind, input } = fuzzed;
  figures.byKind.set(kind, (figures.byKind.get(kind) ?? 0) + 1);
  if (millis > figures.slowest.millis) figures.slowest = { millis, what: `${kind}, number ${ordinal}` };
  const { rss } = process.memoryUsage();
  figures.mostRss = Math.max(figures.mostRss, rss);
  const isLarge = rss > mostBytes;
  const faults = isLarge ? [...fuzzed.faults, `${rss} bytes of memory`] : fuzzed.faults;
  if (faults.length === 0) return;
  figures.failed += 1;
  console.log(`FAILED: npm run fuzz -- --seed ${seed} --only ${ordinal}  (${kind})`);
  for (const fault of faults.slice(0, 5)) console.log(`  ${fault.slice(0, 1_000)}`);
  console.log(`  input: ${shownInput(input)}`);
  keep(seed, ordinal, faults[0] ?? '');
}

function report({ byKind, slowest, mostRss, failed }: Figures, seed: number, count: number): void {
  console.log([...byKind].map(([kind, times]) => `${kind} ${times}`).join(', '));
  console.log(
    `slowest ${slowest.millis.toFixed(0)} ms (${slowest.what}) · at most ${Math.round(mostRss / 2 ** 20)} MB`,
  );
  console.log(`seed ${seed}: ${count - failed} passed, ${failed} failed`);
}
