// Whatever a person does in whatever order: every branch says, at every time, exactly what a straight run of its log
// says, and nothing is missing from its history.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerSpan } from '../engine/telemetry/records.ts';
import { createFakeEngine } from '../worker/testing/fake-engine.ts';
import type { Branch } from './session-contract.ts';
import { createStage, rowsOf } from './testing/stage.ts';

const storySeconds = [2, 5, 9, 14];

type Deed =
  | { readonly do: 'pass'; readonly millis: number; readonly speed: 1 | 5 | 30 }
  | { readonly do: 'seek' | 'impatientSeek'; readonly to: number }
  | { readonly do: 'rate'; readonly value: number }
  | { readonly do: 'switch'; readonly index: number }
  | {
      readonly do:
        | 'crash'
        | 'restart'
        | 'undo'
        | 'withdraw'
        | 'fork'
        | 'again'
        | 'kill'
        | 'pause'
        | 'play'
        | 'next'
        | 'back'
        | 'event'
        | 'close';
    };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant('pass' as const),
    millis: fc.integer({ min: 0, max: 900 }),
    speed: fc.constantFrom(1 as const, 5 as const, 30 as const),
  }),
  fc.record({
    do: fc.constantFrom('seek' as const, 'impatientSeek' as const),
    to: fc.integer({ min: 0, max: 16_000_000 }),
  }),
  fc.record({
    do: fc.constantFrom('seek' as const),
    to: fc.integer({ min: 0, max: 16 }).map((whole) => whole * 1e6),
  }),
  fc.record({ do: fc.constant('rate' as const), value: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ do: fc.constant('switch' as const), index: fc.nat(3) }),
  fc
    .constantFrom(
      'crash',
      'restart',
      'undo',
      'withdraw',
      'fork',
      'again',
      'kill',
      'pause',
      'play',
      'next',
      'back',
      'event',
      'close',
    )
    .map((name) => ({ do: name }) as Deed),
);

function act(stage: ReturnType<typeof createStage>, step: Deed): void {
  switch (step.do) {
    case 'pass':
      stage.setSpeed(step.speed);
      stage.pass(step.millis);
      break;
    case 'seek':
      stage.seek(step.to);
      stage.settle();
      break;
    case 'impatientSeek':
      stage.seek(step.to);
      stage.time.flush(2);
      break;
    case 'rate':
      stage.command({ kind: 'set', path: 'users.arrivalRate', value: step.value });
      break;
    case 'switch':
      stage.switchBranch(stage.state().branches[step.index]?.id ?? 0);
      break;
    case 'crash':
    case 'restart':
      stage.command({ kind: step.do, component: 'api-1' });
      break;
    case 'undo':
      stage.undo();
      break;
    case 'withdraw':
      stage.withdraw(stage.log().at(-1)?.order ?? 0);
      break;
    case 'fork':
      stage.fork();
      break;
    case 'again':
      stage.restart();
      break;
    case 'kill':
      stage.session.killWorker();
      break;
    case 'pause':
      stage.pause();
      break;
    case 'play':
      stage.play();
      break;
    case 'next':
    case 'back':
      stage.stepStory(step.do === 'next' ? 1 : -1);
      break;
    case 'event':
      stage.stepEvent();
      break;
    case 'close':
      stage.closeBranch(stage.state().branches.at(-1)?.id ?? 0);
      break;
  }
}

/** The engine alone, told the whole log before it begins. */
function oracle({ log }: Branch, until: number) {
  const story: string[] = [];
  const ledger: LedgerSpan[] = [];
  let seconds = 0;
  const engine = createFakeEngine(
    7,
    {
      story: (event) => story.push(`${event.id} ${event.kind} ${event.time}`),
      ledger: (span) => ledger.push(span),
      second: () => {
        seconds += 1;
      },
      journey: () => {},
    },
    { storySeconds },
  );
  engine.schedule(log);
  engine.runUntil(until);
  engine.runUntil(until);
  return { hash: engine.traceHash(), totals: engine.totals(), story, ledger, seconds };
}

/** Found by chance: an undo leaves a command in the log after the branch's end, and then one is given before it. */
const afterUndo: Deed[] = [
  { do: 'rate', value: 1 },
  { do: 'seek', to: 10_000_000 },
  { do: 'rate', value: 1 },
  { do: 'crash' },
  { do: 'back' },
  { do: 'undo' },
  { do: 'pass', millis: 0, speed: 1 },
];

describe('a session', () => {
  it('is, on every branch, the straight run of its log', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 1, maxLength: 60, size: 'max' }),
        fc.constantFrom(0, 0.02),
        // Of the smaller one, room for some ten checkpoints: they are thinned all the time.
        fc.constantFrom(20_000, 2 ** 27),
        (deeds, eventMillis, checkpointBudgetBytes) => {
          const stage = createStage({ storySeconds, eventMillis, checkpointBudgetBytes });
          stage.settle();
          for (const step of deeds) act(stage, step);
          stage.pause();
          stage.settle();
          stage.pass(20);
          fc.pre(stage.state().playback !== 'broken');
          for (const { id } of stage.state().branches) {
            stage.switchBranch(id);
            stage.settle();
            const branch = stage.state().branches.find((one) => one.id === id);
            if (branch === undefined) throw new Error('a branch vanished');
            expect([...branch.log].sort((one, other) => one.at - other.at)).toEqual(branch.log);
            stage.standAt(Math.max(branch.headMicros, branch.log.at(-1)?.at ?? 0));
            const numbers = stage.numbers();
            const { seconds, ...expected } = oracle(branch, numbers.at);
            const { hash, totals, story, ledger } = numbers;
            expect({ hash, totals, story, ledger }).toEqual(expected);
            // Rows may have been joined: their widths add up, without a hole and without overlap.
            const rows = rowsOf(stage.session.history, numbers.at);
            expect(rows.reduce((sum, [, width = 0]) => sum + width, 0)).toBe(seconds);
            expect(
              rows.every(
                ([start], index) => start === (rows[index - 1]?.[0] ?? 0) + (rows[index - 1]?.[1] ?? 0),
              ),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 40, examples: [[afterUndo, 0, 2 ** 27]] },
    );
  });
});
