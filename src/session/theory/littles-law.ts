/**
 * Little's law over a window, with its edges. Over [a, b): ∫N = Σ response of those that ended + age of those inside at b
 * − age of those inside at a. So L and λ·W differ by exactly the change in age, over the length; the ages follow from
 * the rows since the run began.
 */
import type { ComponentKey, HistoryView } from '../session-contract.ts';
import { joinSamples, readSamples, type Sample } from './samples.ts';

/** Calls that were inside at an instant, and how long they had been in all, seconds. */
export interface Inside {
  readonly calls: number;
  readonly age: number;
}

export interface LittlesLaw {
  readonly inSystem: number;
  /** Of calls that ended, per second. */
  readonly rate: number;
  /** Mean time inside, seconds. */
  readonly response: number;
  readonly ended: number;
  readonly difference: number;
  /** Undefined when the history before the window is not whole. */
  readonly edges: { readonly start: Inside; readonly end: Inside } | undefined;
}

function insideAfter(before: Inside, { arrived, ended, inside, response }: Sample): Inside {
  return { calls: before.calls + arrived - ended, age: before.age + inside - response };
}

export function littlesLaw(
  history: HistoryView,
  members: readonly ComponentKey[],
  window: Sample,
): LittlesLaw | undefined {
  const { second, width, ended, inside, response } = window;
  if (ended === 0) return undefined;
  const inSystem = inside / width;
  const rate = ended / width;
  const earlier = joinSamples(readSamples(history, members, 0, second));
  const isWhole = (earlier?.width ?? 0) === second;
  const start = earlier === undefined ? { calls: 0, age: 0 } : insideAfter({ calls: 0, age: 0 }, earlier);
  return {
    inSystem,
    rate,
    response: response / ended,
    ended,
    difference: inSystem - response / width,
    edges: isWhole ? { start, end: insideAfter(start, window) } : undefined,
  };
}
