// The ten files of version 1 open for ever, or say precisely why a result differs: their physics was another.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/run.ts';
import { createEngine } from '../src/engine/engine.ts';
import { physics } from '../src/engine/physics.ts';
import { parseCarriedRun } from '../src/scenario/carried-run.ts';
import { parseCommandText } from '../src/scenario/command-text.ts';
import { compile } from '../src/scenario/compile.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { compareTrace } from '../src/scenario/recorded-trace.ts';
import { parseRunFileText } from '../src/scenario/run-file.ts';
import { blueprintOf, nullSink, seconds } from './support/engine-lab.ts';
import { trafficOf } from './support/tape-lab.ts';

const folder = join(import.meta.dirname, 'version-1');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const today = 'Recorded with physics 1; today’s run differs.\n';

describe('scenarios of version 1', () => {
  it.each(['scenario-queue.json', 'scenario-reference.json', 'scenario-vertical-schedule.json'])(
    '%s opens and runs',
    (name) => {
      const source = JSON.parse(textOf(name));
      expect(parseScenario(source).ok).toBe(true);
      const engine = createEngine(blueprintOf(source), 1, nullSink);
      engine.runUntil(seconds(5));
      expect(engine.totals().classes.reduce((sum, { arrived }) => sum + arrived, 0)).toBeGreaterThan(100);
    },
  );
});

describe('runs of version 1', () => {
  it.each([
    ['run-mm1-edit.json', 3],
    ['run-reference-crash.json', 7],
    ['run-vertical-hang-cut-slow.json', 11],
  ])('%s plays to its end with its seed, and says that its physics was another', (name, seed) => {
    const file = parseRunFileText(textOf(name));
    if (!file.ok) throw new Error(JSON.stringify(file.problem));
    expect(file.value).toMatchObject({ seed });
    expect(file.value.physics).toBeUndefined();
    const { exitCode, out, error } = run([join(folder, name), '--json'], createEngine);
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: today });
    expect(JSON.parse(out)).toMatchObject({
      seed,
      physics,
      simulatedSeconds: (file.value.untilMicros ?? 0) / 1_000_000,
    });
  });

  it('changed by an option is another run, and nothing is compared', () => {
    const { error } = run([join(folder, 'run-mm1-edit.json'), '--seed', '4'], createEngine);
    expect(error).toBe('');
  });
});

describe('carried runs of version 1', () => {
  it.each([
    ['carried-vertical-two-branches.json', 2],
    ['carried-reference-three-branches.json', 3],
  ])('%s opens with its branches, and its numbers are new', (name, branches) => {
    const read = parseCarriedRun(textOf(name));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const carried = read.value;
    expect(carried.branches).toHaveLength(branches);
    const parsed = parseScenario(carried.scenario);
    const shown = carried.branches.find(({ id }) => id === carried.current);
    const compiled = parsed.ok ? compile(parsed.value) : parsed;
    if (!compiled.ok || shown === undefined) throw new Error('the branch on screen can be built');
    const engine = createEngine(compiled.value, carried.seed, nullSink);
    engine.schedule(shown.log);
    engine.runUntil(shown.viewMicros);
    expect(compareTrace(carried, engine.traceHash())).toEqual({ otherPhysics: 1 });
  });
});

describe('other files of version 1', () => {
  it('command lines are all accepted by the scenario they were given to', () => {
    const target = blueprintOf('vertical');
    const lines = textOf('commands.txt').trim().split('\n');
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(parseCommandText(line, { target }), line).toMatchObject({ ok: true });
  });

  it('an access log has its 8 requests of 5 clients', () => {
    const { reads, writes, clientCount } = trafficOf(textOf('access.log'));
    expect({ reads, writes, clientCount }).toEqual({ reads: 5, writes: 3, clientCount: 5 });
  });
});

describe('a file says with which physics it was recorded', () => {
  it('and only a file of the same physics is said to be edited, or another version’s', () => {
    expect(compareTrace({ traceHash: 'a' }, 'b')).toEqual({ otherPhysics: 1 });
    expect(compareTrace({ traceHash: 'a', physics: physics + 1 }, 'b')).toEqual({
      otherPhysics: physics + 1,
    });
    expect(compareTrace({ traceHash: 'a', physics }, 'b')).toEqual({ otherPhysics: undefined });
    expect(compareTrace({ traceHash: 'a' }, 'a')).toBeUndefined();
    expect(compareTrace({}, 'a')).toBeUndefined();
  });
});
