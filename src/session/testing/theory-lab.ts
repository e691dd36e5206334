/** A run straight through, and the theory check on it as the page would make it at its end. */
import { type LabOptions, runLab } from '../../../test/support/engine-lab.ts';
import { createBranchHistory } from '../branch-history.ts';
import { createHistoryView } from '../history-view.ts';
import type { HistoryView } from '../session-contract.ts';
import type { TheoryInput } from '../theory/case.ts';
import { checkTheory, type TheoryCheck } from '../theory/theory-check.ts';

export interface TheoryRun {
  readonly history: HistoryView;
  readonly input: (members: readonly string[], viewMicros?: number) => TheoryInput;
  readonly checkInput: typeof checkTheory;
  readonly check: (members: readonly string[], viewMicros?: number) => TheoryCheck | undefined;
}

export function runForTheory(options: LabOptions): TheoryRun {
  const run = runLab({ keepJourneys: false, ...options });
  const kept = createBranchHistory();
  const { rows, spans, story } = run;
  const layouts = [run.engine.layout];
  const seconds = rows.map((row) => ({ ...row, layout: row.layout.id }));
  kept.absorb({ layouts, seconds, ledger: spans, journeys: new Float64Array(0), story }, options.until);
  const history = createHistoryView({
    revision: () => 1,
    headMicros: () => options.until,
    history: () => kept,
  });
  const description = run.engine.describe();
  const readings = run.engine.readings();
  const input: TheoryRun['input'] = (members, viewMicros = options.until) => ({
    description,
    members: description.components.filter(({ id }) => members.includes(id)).map(({ index }) => index),
    history,
    story,
    viewMicros,
    readings,
  });
  return {
    history,
    input,
    checkInput: checkTheory,
    check: (members, viewMicros) => checkTheory(input(members, viewMicros)),
  };
}
