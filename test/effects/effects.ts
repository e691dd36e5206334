// Every parameter of a kind has an effect: two short runs, one with each value of its spec's `moves`.
import { expect, it } from 'vitest';
import { listParameters, type ParameterSpec } from '../../src/engine/model/parameter-list.ts';
import type { Effect } from '../../src/engine/model/parameter-spec.ts';
import { type KindName, models } from '../../src/kinds/models.ts';
import { runLab } from '../support/engine-lab.ts';
import { figures, type Subject, scenarioOf, subjectOf, untilOf } from './figures.ts';

function measure(subject: Subject, spec: ParameterSpec, { figure }: Effect, value: number | string): number {
  const lab = figures[figure];
  const { owner, kind, members } = subject;
  // Which replica is promoted is decided among them: only the last one is given the value.
  const target = figure === 'promotions' && kind !== 'sentinel' ? members.at(-1) : owner;
  const run = runLab({
    scenario: scenarioOf(kind, spec.path),
    seed: 1,
    until: untilOf(lab),
    sets: [
      ...(lab.sets?.(subject, spec.path) ?? []),
      ...conditionsOf(subject, spec),
      `${target}.${spec.path}=${value}`,
    ],
    dos: lab.dos?.(subject, spec.path) ?? [],
    keepJourneys: false,
  });
  return lab.read(run, subject);
}

/** What makes the parameter have an effect at all. */
function conditionsOf({ owner }: Subject, { within = [], shownWhen = [] }: ParameterSpec): readonly string[] {
  return [...within, ...shownWhen].map(({ path, codes }) => `${owner}.${path}=${codes[0]}`);
}

export function provesEffects(kind: KindName): void {
  const subject = subjectOf(kind);
  it.each(listParameters(models[kind].parameters))(`${kind}.$path moves what its spec says`, (spec) => {
    const { moves } = spec;
    expect(moves, 'the spec names the figure that it moves').toBeDefined();
    if (moves === undefined) return;
    const [before, after] = [moves.from, moves.to].map((value) => measure(subject, spec, moves, value));
    const told = `${moves.figure} ${before} → ${after}`;
    if (moves.goes === 'up') expect(after, told).toBeGreaterThan(before as number);
    else expect(after, told).toBeLessThan(before as number);
  });
}
