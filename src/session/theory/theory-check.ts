/**
 * The theory check: what was measured at one component, or at a group whose members each have their own line, beside
 * M/M/c and Little's law, with what M/M/c assumes and whether it holds here. Pure: history in, findings out.
 */
import { type Assumption, allHold, type Holding } from './assumptions.ts';
import { openCase, type QueueCase, type TheoryInput } from './case.ts';
import { type Agreement, compareWithTheory, type Load, measures, type Theory } from './compare.ts';
import { batchesOf, batchTimes } from './estimate.ts';
import { judge } from './judge.ts';
import { type LittlesLaw, littlesLaw } from './littles-law.ts';
import type { TheoryWindow } from './window.ts';

export interface QueueCheck extends Theory {
  readonly load: Load;
  readonly assumptions: readonly Assumption[];
  readonly assumptionsHold: Holding;
  readonly agreement: Agreement;
  /** Then nothing tells one theory from another. */
  readonly nobodyWaited: boolean;
}

export interface TheoryCheck {
  readonly window: TheoryWindow;
  /** Calls that came in the window, and to how many members. */
  readonly arrived: number;
  readonly members: number;
  /** Undefined when nothing ended in the window. */
  readonly littlesLaw: LittlesLaw | undefined;
  /** Undefined for what has no slots, and when no call got one. */
  readonly queue: QueueCheck | undefined;
}

function agreementOf({ comparisons }: Theory): Agreement {
  const all = measures.map((measure) => comparisons[measure].agreement);
  if (all.includes('unknown')) return 'unknown';
  return all.includes('differs') ? 'differs' : 'agrees';
}

function checkQueue(one: QueueCase): QueueCheck {
  const { samples, relaxation, load } = one;
  const batches = batchesOf(samples, batchTimes * relaxation);
  const { assumptions, variation } = judge(one, batches.length);
  const isEnough = assumptions.find(({ id }) => id === 'samples')?.holds === 'holds';
  const theory = compareWithTheory(samples, isEnough ? batches : [], load, variation);
  return {
    ...theory,
    load,
    assumptions,
    assumptionsHold: allHold(assumptions),
    agreement: agreementOf(theory),
    nobodyWaited: theory.comparisons.waiting.measured.value === 0,
  };
}

/** Undefined when no call came in the window. */
export function checkTheory(input: TheoryInput): TheoryCheck | undefined {
  const one = openCase(input);
  if (one === undefined) return undefined;
  const { window, total, members, load } = one;
  return {
    window,
    arrived: total.arrived,
    members: members.length,
    littlesLaw: littlesLaw(input.history, members, total),
    queue: load !== undefined && total.started > 0 ? checkQueue({ ...one, load }) : undefined,
  };
}
