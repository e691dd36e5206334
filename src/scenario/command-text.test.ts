import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, StampedCommand } from '../engine/command.ts';
import { formatCommand, parseCommandText } from './command-text.ts';
import { compile } from './compile.ts';
import { formatDuration, parseDuration } from './duration-text.ts';
import { idPattern, limits } from './limits.ts';
import { parseScenario } from './parse.ts';
import { formatRunFile, parseRunFile, parseRunFileText } from './run-file.ts';
import { templates } from './templates/index.ts';

const parsed = parseScenario(templates.vertical);
if (!parsed.ok) throw new Error(parsed.problem.allowed);
const scenario = parsed.value;
const compiled = compile(scenario);
if (!compiled.ok) throw new Error(compiled.problem.allowed);
const target = compiled.value;

const micros = fc.oneof(
  fc.integer({ min: 0, max: limits.runSeconds * 1_000_000 }),
  fc.integer({ min: 0, max: limits.runSeconds }).map((seconds) => seconds * 1_000_000),
);
const lasting = fc.option(
  micros.filter((value) => value > 0),
  { nil: undefined },
);
const id = fc.stringMatching(idPattern).filter((text) => text.length <= 32);
const withLasting = <Base extends object>(base: Base, forMicros: number | undefined) =>
  forMicros === undefined ? base : { ...base, forMicros };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.constantFrom('crash' as const, 'power-off' as const, 'hang' as const), id, lasting)
    .map(([kind, component, forMicros]) => withLasting({ kind, component }, forMicros) as Command),
  fc
    .tuple(fc.constantFrom('restart' as const, 'clear' as const), id)
    .map(([kind, component]) => ({ kind, component })),
  fc
    .tuple(id, fc.integer({ min: 1_000, max: 1_000_000 }), lasting)
    .map(
      ([component, milli, forMicros]) =>
        withLasting({ kind: 'slow', component, factor: milli / 1_000 }, forMicros) as Command,
    ),
  fc
    .tuple(id, id, fc.boolean(), lasting)
    .map(([from, to, both, forMicros]) => withLasting({ kind: 'cut', from, to, both }, forMicros) as Command),
  fc.tuple(id, id).map(([from, to]) => ({ kind: 'heal' as const, from, to })),
  fc.tuple(id, fc.double({ noNaN: true, noDefaultInfinity: true })).map(([owner, value]) => ({
    kind: 'set' as const,
    path: `${owner}.arrivalRate`,
    value: value + 0,
  })),
);

describe('command text', () => {
  it.each([
    ['30s crash db-primary', { at: 30_000_000, command: { kind: 'crash', component: 'db-primary' } }],
    [
      '  1.5s   hang api-1 for 250ms ',
      { at: 1_500_000, command: { kind: 'hang', component: 'api-1', forMicros: 250_000 } },
    ],
    [
      '2m slow db-primary x4 for 1h',
      {
        at: 120_000_000,
        command: { kind: 'slow', component: 'db-primary', factor: 4, forMicros: 3_600_000_000 },
      },
    ],
    [
      '7us cut lb->api-1 both for 10s',
      { at: 7, command: { kind: 'cut', from: 'lb', to: 'api-1', both: true, forMicros: 10_000_000 } },
    ],
    ['0s cut api-1->lb', { at: 0, command: { kind: 'cut', from: 'api-1', to: 'lb', both: false } }],
    ['1s heal lb->api-1', { at: 1_000_000, command: { kind: 'heal', from: 'lb', to: 'api-1' } }],
    ['1s clear lb', { at: 1_000_000, command: { kind: 'clear', component: 'lb' } }],
    [
      '1s set users.arrivalRate=5e2',
      { at: 1_000_000, command: { kind: 'set', path: 'users.arrivalRate', value: 500 } },
    ],
    [
      '1s set api.serviceDistribution=logNormal',
      { at: 1_000_000, command: { kind: 'set', path: 'api.serviceDistribution', value: 2 } },
    ],
  ])('reads %s', (text, expected) => {
    expect(parseCommandText(text, { target })).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', '(empty)', 'a time: a number and a unit'],
    ['30 crash lb', '30', 'us, ms, s, m, h'],
    ['-1s crash lb', '-1s', 'us, ms, s, m, h'],
    ['169h crash lb', '169h', 'at most 168h'],
    ['1s explode lb', 'explode', 'crash, power-off, restart, hang, slow, cut, heal, clear, set'],
    ['1s crash', '1s crash', '<time> crash <id> [for <duration>]'],
    ['1s crash lb for', '1s crash lb for', '<time> crash <id>'],
    ['1s crash lb for 0s', '1s crash lb for 0s', '<time> crash <id>'],
    ['1s slow lb 4', '1s slow lb 4', 'x<factor>'],
    ['1s slow lb x0.5', 'x0.5', 'x1 … x1000'],
    ['1s slow sentinel-1 x2', 'slow sentinel-1', 'crash, power-off, restart, hang'],
    ['1s cut lb', '1s cut lb', '<from>-><to>'],
    ['1s set users.arrivalRate', '1s set users.arrivalRate', '<path>=<value>'],
    ['1s set users.arrivalRate=fast', 'fast', '0 … 100000 per second'],
    ['1s set sentinel.quorum=9', '9', '1 … 3, a whole number (there are 3 sentinels)'],
    ['1s set sentinel-2.quorum=4', '4', '1 … 3'],
  ])('refuses %j', (text, value, allowed) => {
    const result = parseCommandText(text, { target, where: '--do' });
    expect(result.ok ? result : result.problem.value).toBe(value);
    expect(result.ok ? '' : result.problem.allowed).toContain(allowed);
  });

  it('round-trips every command', () => {
    fc.assert(
      fc.property(micros, command, (at, one) => {
        const stamped: StampedCommand = { at, command: one };
        expect(parseCommandText(formatCommand(stamped))).toEqual({ ok: true, value: stamped });
      }),
      { numRuns: 1_000 },
    );
  });

  it('prints choices by name', () => {
    const stamped = { at: 0, command: { kind: 'set', path: 'api.serviceDistribution', value: 3 } } as const;
    expect(formatCommand(stamped, target)).toBe('0s set api.serviceDistribution=uniform');
  });

  it('takes any text without throwing', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('1s', 'cut', 'set', 'slow', 'lb', 'lb->api-1', 'x2', 'for', '='),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), (words) => {
        parseCommandText(words.join(' '), { target });
        parseCommandText(words.join(' '));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('durations', () => {
  it('are exact to the microsecond, there and back', () => {
    fc.assert(fc.property(micros, (value) => parseDuration(formatDuration(value)) === value));
    expect(parseDuration('33.123456s')).toBe(33_123_456);
    expect([90_000_000 * 60, 90_000_000, 1_500, 999, 33_200_000].map(formatDuration)).toEqual([
      '90m',
      '90s',
      '1.5ms',
      '999us',
      '33.2s',
    ]);
  });
});

describe('the run file', () => {
  it('round-trips', () => {
    const log: StampedCommand[] = [
      { at: 10_000_000, command: { kind: 'crash', component: 'db-primary' } },
      { at: 20_000_001, command: { kind: 'set', path: 'api.serviceDistribution', value: 1 } },
    ];
    const run = { scenario, seed: 7, log, untilMicros: 60_000_000, traceHash: 'abc', writtenBy: '0.1.0' };
    expect(parseRunFileText(formatRunFile(run))).toEqual({ ok: true, value: run });
  });

  it('names what is wrong with its log, its scenario, its version', () => {
    const file = { format: 'nines-run', version: 1, scenario, seed: 7, log: ['1s crash nobody'] };
    const problem = (input: unknown) => {
      const result = parseRunFile(input);
      return result.ok ? undefined : `${result.problem.path} = ${result.problem.value}`;
    };
    expect(problem(file)).toBe('log.0 = nobody');
    expect(problem({ ...file, seed: -1 })).toBe('seed = -1');
    expect(problem({ ...file, scenario: {} })).toBe('format = (missing)');
    expect(problem({ ...file, version: 9 })).toBe('version = 9');
    expect(problem({ ...file, extra: 9 })).toBe('extra = 9 (unknown name)');
  });
});
