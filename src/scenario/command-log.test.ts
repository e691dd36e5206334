// The log of a branch against a slow model: the list of acts, played again from the beginning each time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/command.ts';
import {
  type CommandLog,
  giveCommand,
  insertCommand,
  keptLog,
  lastAct,
  nextOrder,
  undoLastAct,
  withdrawCommand,
} from './command-log.ts';

const set = (path: string, value: number): Command => ({ kind: 'set', path, value });
const crash: Command = { kind: 'crash', component: 'a' };
const empty: CommandLog = { log: [], withdrawn: [] };
const times = ({ log }: CommandLog): readonly string[] =>
  log.map(({ at, command, by }) => `${at} ${command.kind} ${by}`);

describe('a command given in the past', () => {
  const parent = [
    { at: 10, command: set('users.arrivalRate', 5) },
    { at: 20, command: crash },
    { at: 30, command: set('users.arrivalRate', 7) },
    { at: 30, command: set('users.writeRatio', 1) },
  ].reduce(giveCommand, empty);
  const child: CommandLog = { log: keptLog(parent.log), withdrawn: [] };

  it('stands behind its own instant, and what came later is kept', () => {
    expect(times(giveCommand(child, { at: 20, command: crash }))).toEqual([
      '10 set kept',
      '20 crash kept',
      '20 crash own',
      '30 set kept',
      '30 set kept',
    ]);
  });

  it('displaces only later edits of the same parameter, and undo brings them back', () => {
    const changed = giveCommand(child, { at: 15, command: set('users.arrivalRate', 9) });
    expect(times(changed)).toEqual(['10 set kept', '15 set own', '20 crash kept', '30 set kept']);
    expect(changed.withdrawn).toMatchObject([{ at: 30, command: { path: 'users.arrivalRate' } }]);
    expect(undoLastAct(changed)).toEqual(child);
  });

  it('is undone alone: what was kept is not an act of this branch', () => {
    expect(lastAct(child)).toBeUndefined();
    expect(undoLastAct(child)).toBe(child);
  });

  it('of one instant stands behind those given before it', () => {
    const { log } = insertCommand([{ at: 1, command: crash }], { at: 1, command: set('a.b', 1) });
    expect(log.map(({ command }) => command.kind)).toEqual(['crash', 'set']);
  });
});

type Act = { readonly at: number; readonly command: Command } | { readonly remove: number } | 'undo';

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      at: fc.nat(6),
      command: fc.constantFrom(crash, set('a.b', 1), set('a.c', 1), set('a.b', 2)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.constant('undo' as const) },
);

const isSetOf = (one: Command, other: Command): boolean =>
  one.kind === 'set' && other.kind === 'set' && one.path === other.path;

/** Numbers of acts that are in force, by playing all of them again. */
function slowModel(acts: readonly Exclude<Act, 'undo'>[]): readonly string[] {
  let present: { at: number; command: Command; order: number }[] = [];
  for (const [index, one] of acts.entries()) {
    if ('remove' in one) present = present.filter(({ order }) => order !== one.remove);
    else {
      present = present.filter(({ at, command }) => at <= one.at || !isSetOf(command, one.command));
      present.push({ ...one, order: index + 1 });
    }
  }
  return present
    .sort((one, other) => one.at - other.at || one.order - other.order)
    .map(({ at, order }) => `${at} ${order}`);
}

describe('a log', () => {
  it('is after any acts and undos what the acts that remain make of it', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60, size: 'max' }), (acts) => {
        const remaining: Exclude<Act, 'undo'>[] = [];
        let log = empty;
        for (const one of acts) {
          if (one === 'undo') {
            log = undoLastAct(log);
            remaining.pop();
          } else if (!('remove' in one)) {
            log = giveCommand(log, one);
            remaining.push(one);
          } else if (log.log.some(({ order }) => order === one.remove)) {
            log = withdrawCommand(log, one.remove);
            remaining.push(one);
          }
          expect(nextOrder(log)).toBe(remaining.length + 1);
          expect(log.log.map(({ at, order }) => `${at} ${order}`)).toEqual(slowModel(remaining));
        }
      }),
    );
  });
});
