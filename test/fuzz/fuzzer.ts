/** Input number n of a seed: which kind, what it is, what is wrong with the answer. The same on every machine. */
import { Dice } from '../soak/dice.ts';
import { faultsOfProgram } from './check.ts';
import { carriedKind, runKind, scenarioKind } from './files.ts';
import { createHttpKind } from './http.ts';
import { type AnyKind, type Attempt, anyKind } from './kind.ts';
import { logKind, tapeKind } from './traffic.ts';
import { argumentsKind, commandKind, fragmentKind } from './words.ts';

export interface Fuzzed {
  readonly kind: string;
  readonly input: unknown;
  readonly faults: readonly string[];
}

export interface Fuzzer {
  fuzz(seed: number, ordinal: number): Promise<Fuzzed>;
  close(): Promise<void>;
}

/** Inputs of one seed take different throws: a step no 32-bit seed is likely to be apart from another. */
const ordinalStep = 0x9e3779b1;

export function createFuzzer(): Fuzzer {
  const http = createHttpKind();
  const kinds: readonly AnyKind[] = [
    anyKind(scenarioKind),
    anyKind(runKind),
    anyKind(carriedKind),
    anyKind(tapeKind),
    anyKind(logKind),
    anyKind(commandKind),
    anyKind(argumentsKind),
    anyKind(fragmentKind),
    anyKind(http),
  ];
  return {
    async fuzz(seed, ordinal) {
      const { name, attempt } = kinds[ordinal % kinds.length] as AnyKind;
      const one = attempt(new Dice((seed + Math.imul(ordinal, ordinalStep)) >>> 0));
      const faults = await faultsOf(one);
      return { kind: name, input: one.input, faults: [...faults, ...faultsOfProgram()] };
    },
    close: () => http.close(),
  };
}

async function faultsOf(one: Attempt): Promise<string[]> {
  try {
    return await one.faults();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [`thrown: ${stack.split('\n').slice(0, 4).join(' | ')}`];
  }
}

/** The beginning of an input, for people. */
export function shownInput(input: unknown): string {
  if (typeof input === 'string') return JSON.stringify(input.slice(0, 300));
  if (Array.isArray(input)) return JSON.stringify(input).slice(0, 300);
  const { name, bytes } = input as { readonly name: string; readonly bytes: Uint8Array };
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  return `${JSON.stringify(name)} (${bytes.length} bytes) ${JSON.stringify(text)}`;
}
