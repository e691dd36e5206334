/**
 * The run across a reload: kept in this tab's storage just before, taken out once just after. Storage may be full,
 * denied or hold anything at all.
 */
import type { InputProblem } from '../../base/result.ts';
import { late } from '../../late/late.ts';
import type { CarriedRun } from '../../scenario/carried-run.ts';

const key = 'nines.carried-run';

/** Returns whether it is there for the page that comes next. */
export function keepRun(text: string): boolean {
  try {
    window.sessionStorage.setItem(key, text);
    return window.sessionStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

export type KeptRun =
  | { readonly text: string; readonly run: CarriedRun }
  | { readonly text: string; readonly problem: InputProblem };

/** Taken out before it is read: a text that cannot be opened must not be met again at every reload. */
function takeText(): string | undefined {
  try {
    const text = window.sessionStorage.getItem(key) ?? undefined;
    window.sessionStorage.removeItem(key);
    return text;
  } catch {
    return undefined;
  }
}

export async function takeKeptRun(): Promise<KeptRun | undefined> {
  const text = takeText();
  if (text === undefined) return undefined;
  try {
    // Reading needs the schema, which the first view does without.
    const { parseCarriedRun } = await late(() => import('../../scenario/carried-run.ts'));
    const read = parseCarriedRun(text);
    return read.ok ? { text, run: read.value } : { text, problem: read.problem };
  } catch (error) {
    return { text, problem: { path: 'run', value: String(error), allowed: 'a run that can be opened' } };
  }
}
