// Random routes, classes, dependencies and policies under random faults: the books agree, and a run taken up from a checkpoint
// is the same run. What a route does is compared with a slow reading of it in src/engine/model/route-runner.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import type { Step } from '../../src/engine/model/route.ts';
import { lengthOfRoute } from '../../src/engine/model/route.ts';
import { blueprintOf, commandsOf, nullSink, seconds } from '../support/engine-lab.ts';
import { routedRuns } from '../support/random-routed.ts';
import type { RandomRun } from '../support/random-scenario.ts';
import { checkRun } from '../support/run-invariants.ts';

const untilSeconds = { min: 2, max: 5 };
const explain = ({ scenario, seed, dos }: RandomRun): string => JSON.stringify({ scenario, seed, dos });

/** The hash of a run that was saved in the middle and loaded into another engine. */
function hashOfRevived({ scenario, seed, untilSeconds: until, dos }: RandomRun): string {
  const blueprint = blueprintOf(scenario);
  const log = commandsOf(blueprint, dos);
  const first = createEngine(blueprint, seed, nullSink);
  first.schedule(log);
  first.runUntil(seconds(until) / 2);
  const revived = createEngine(blueprint, seed, nullSink);
  revived.load(structuredClone(first.save()));
  revived.schedule(log);
  revived.runUntil(seconds(until));
  return revived.traceHash();
}

describe('random routes', () => {
  it('lose no request, and go on from a checkpoint', { timeout: 300_000 }, () => {
    const seen = { steps: 0, classes: 0, kinds: new Set<string>() };
    fc.assert(
      fc.property(routedRuns(untilSeconds), (run) => {
        const { problems, engine } = checkRun(run);
        expect(problems, explain(run)).toEqual([]);
        expect(hashOfRevived(run), explain(run)).toBe(engine.traceHash());
        look(run, seen);
      }),
      { numRuns: 40 },
    );
    expect(seen.steps).toBeGreaterThan(24);
    expect(seen.classes).toBeGreaterThan(5);
    expect([...seen.kinds].sort()).toEqual(['all', 'answer', 'ask', 'hold', 'late', 'when', 'work']);
  });
});

/** The longest route, the most classes and the kinds of steps that were drawn. */
function look({ scenario }: RandomRun, seen: { steps: number; classes: number; kinds: Set<string> }): void {
  const { groups, classes } = scenario as {
    groups: readonly { routes: Record<string, readonly Step[]> }[];
    classes: readonly object[];
  };
  const walk = (steps: readonly Step[]): void => {
    for (const step of steps) {
      seen.kinds.add(step.do === 'ask' && step.wait === false ? 'late' : step.do);
      if ('steps' in step) walk(step.steps);
    }
  };
  seen.classes = Math.max(seen.classes, classes.length);
  for (const steps of Object.values(groups[0]?.routes ?? {})) {
    seen.steps = Math.max(seen.steps, lengthOfRoute(steps));
    walk(steps);
  }
}
