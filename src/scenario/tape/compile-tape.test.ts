// A scenario with a tape: what it needs, what it no longer takes, and what a recorded run of it says.
import { describe, expect, it } from 'vitest';
import { makeLog } from '../../../test/support/access-logs.ts';
import { trafficOf } from '../../../test/support/tape-lab.ts';
import { compile, outline } from '../compile.ts';
import { parseScenario } from '../parse.ts';
import { formatRunFile, parseRunFileText } from '../run-file.ts';
import type { Scenario } from '../scenario.ts';
import { setAssignment } from '../set-path.ts';
import { templates } from '../templates/index.ts';
import { type TapeTiming, tapeReference } from './make-tape.ts';

const traffic = trafficOf(makeLog({ requests: 200, seed: 2 }));
const other = trafficOf(makeLog({ requests: 200, seed: 3 }), 'other.log');

function scenarioWith(timing: TapeTiming, schedule: readonly string[] = []): Scenario {
  const parsed = parseScenario({ ...templates.reference, schedule, tape: tapeReference(traffic, timing) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}
const scenario = scenarioWith({ speedup: 1_000, gapMaxMillis: 2_000 });
const problemWith = (result: ReturnType<typeof compile>) => (result.ok ? undefined : result.problem);

describe('a scenario with a tape', () => {
  it('compiles to a blueprint that has it', () => {
    const compiled = compile(scenario, traffic);
    expect(compiled.ok && compiled.value.tape).toMatchObject({
      keyCount: traffic.keyCount,
      keys: traffic.keys,
    });
  });

  it('is refused without its file or with another, naming hash and file', () => {
    const allowed = `the file access.log with content hash ${traffic.contentHash}`;
    expect(problemWith(compile(scenario))).toEqual({ path: 'tape', value: '(missing)', allowed });
    expect(problemWith(compile(scenario, other))).toEqual({
      path: 'tape',
      value: `other.log (${other.contentHash})`,
      allowed,
    });
  });

  it('is refused if it would last more than a week, with the speed-up that would do', () => {
    const slow = { ...scenario, tape: tapeReference(traffic, { speedup: 0.001 }) };
    const problem = problemWith(compile(slow, traffic));
    expect(problem).toMatchObject({ path: 'tape.speedup' });
    const least = Number(/at least ([\d.]+)/.exec(problem!.allowed)?.[1]);
    expect(
      problemWith(compile({ ...slow, tape: { ...slow.tape, speedup: least } }, traffic)),
    ).toBeUndefined();
  });

  it.each(['arrivalRate=5', 'writeRatio=0.5', 'keys=5', 'clients=5', 'zipfExponent=1'])(
    'takes no users.%s, before or during the run',
    (assignment) => {
      const says = {
        value: assignment.split('=')[0],
        allowed: expect.stringContaining('while a tape is played') as string,
      };
      expect(setAssignment(scenario, `users.${assignment}`)).toMatchObject({ ok: false, problem: says });
      expect(compile(scenarioWith({ speedup: 1 }, [`1s set users.${assignment}`]), traffic)).toMatchObject({
        ok: false,
        problem: says,
      });
      expect(
        setAssignment({ ...scenario, tape: undefined } as unknown as Scenario, `users.${assignment}`).ok,
      ).toBe(true);
    },
  );

  it('keeps what the users still decide', () => {
    const outlined = outline(scenario);
    const users = outlined.ok ? outlined.value.components.find(({ kind }) => kind === 'users') : undefined;
    expect(users?.parameters.map(({ path }) => path)).toEqual(['clientTimeoutMillis']);
  });

  it.each([
    ['contentHash', 'sha1-00', 'sha256- and 64 hexadecimal digits'],
    ['fileName', 'x'.repeat(81), '1 … 80 characters'],
    ['requests', 0, '1 … 1000000, a whole number'],
    ['speedup', 0, '0.001 … 1000000'],
    ['gapMaxMillis', 0, '1 … 604800000 ms'],
    ['size', 4, 'contentHash, fileName, requests, speedup, gapMaxMillis'],
  ])('has its form checked: tape.%s = %j', (name, value, allowed) => {
    const source = { ...scenario, tape: { ...scenario.tape, [name]: value } };
    expect(parseScenario(source)).toMatchObject({ ok: false, problem: { path: `tape.${name}`, allowed } });
  });
});

describe('a recorded run of it', () => {
  it('keeps the name of the tape, and needs no file to be read', () => {
    const text = formatRunFile({
      scenario,
      seed: 3,
      log: [{ at: 5, command: { kind: 'crash', component: 'lb' } }],
    });
    const read = parseRunFileText(text);
    expect(read).toMatchObject({ ok: true, value: { scenario: { tape: scenario.tape }, log: [{ at: 5 }] } });
  });
});
