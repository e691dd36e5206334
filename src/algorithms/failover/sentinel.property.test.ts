// Whatever dies, hangs or is cut: never two leaders in one epoch, and a copied state lives on like the original.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../test/support/sentinel-lab.ts';
import type { Lab } from '../../../test/support/sentinel-lab-types.ts';
import { failoverMachine, sentinelViewMachine } from './sentinel.ts';

type Blow =
  | { kind: 'kill' | 'hang' | 'revive' | 'resume' | 'killSentinel' | 'reviveSentinel'; target: number }
  | { kind: 'cut'; group: number }
  | { kind: 'heal' };

const target = fc.integer({ min: 0, max: 2 });
const blow: fc.Arbitrary<Blow> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'kill' as const,
      'hang' as const,
      'revive' as const,
      'resume' as const,
      'killSentinel' as const,
      'reviveSentinel' as const,
    ),
    target,
  }),
  fc.record({ kind: fc.constant('cut' as const), group: fc.integer({ min: 1, max: 62 }) }),
  fc.record({ kind: fc.constant('heal' as const) }),
);
const blows = fc.array(fc.tuple(fc.integer({ min: 100, max: 4000 }), blow), {
  minLength: 1,
  maxLength: 30,
  size: 'max',
});

function strike(lab: Lab, what: Blow): void {
  if (what.kind === 'heal') {
    lab.cut(() => false);
    return;
  }
  if (what.kind === 'cut') {
    const side = (party: string): number =>
      (what.group >> ((party[0] === 's' ? 0 : 3) + Number(party[1]))) & 1;
    lab.cut((from, to) => side(from) !== side(to));
    return;
  }
  const node = lab.nodes[what.target]!;
  const isDead = lab.deadSentinels.has(what.target);
  if (what.kind === 'kill' && node.state !== 'down') lab.kill(what.target);
  if (what.kind === 'hang' && node.state === 'up') lab.hang(what.target);
  if (what.kind === 'revive' && node.state === 'down') lab.revive(what.target);
  if (what.kind === 'resume' && node.state === 'hung') lab.resume(what.target);
  if (what.kind === 'killSentinel' && !isDead) lab.killSentinel(what.target);
  if (what.kind === 'reviveSentinel' && isDead) lab.reviveSentinel(what.target);
}

function live(
  seed: number,
  quorum: number,
  story: readonly (readonly [number, Blow])[],
  cloning: boolean,
): Lab {
  const lab = createLab({ seed, downAfterMs: 1000, quorum, failoverTimeoutMs: 1500, cloning });
  let time = 3000;
  lab.runUntil(time);
  for (const [pause, what] of story) {
    strike(lab, what);
    time += pause;
    lab.runUntil(time);
  }
  lab.runUntil(time + 8000);
  return lab;
}

describe('sentinel, whatever happens', () => {
  it('never has two leaders in one epoch, nor two votes by one sentinel', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), blows, (seed, quorum, story) => {
        const leaders = new Map<number, number>();
        const votes = new Map<string, number>();
        for (const { sentinel, fact } of live(seed, quorum, story, false).facts) {
          if (fact.type === 'leaderElected') {
            expect(leaders.get(fact.epoch) ?? sentinel).toBe(sentinel);
            leaders.set(fact.epoch, sentinel);
          }
          if (fact.type === 'voted') {
            const key = `${sentinel} in ${fact.epoch}`;
            expect(votes.has(key)).toBe(false);
            votes.set(key, fact.candidate);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('continues identically from a structured clone', () => {
    fc.assert(
      fc.property(fc.nat(), blows, (seed, story) => {
        expect(live(seed, 2, story, true).facts).toEqual(live(seed, 2, story, false).facts);
      }),
      { numRuns: 10 },
    );
  });

  it('has no dead ends in its machines', () => {
    for (const machine of [failoverMachine, sentinelViewMachine]) {
      for (const state of Object.values(machine.config.states ?? {})) {
        expect(state).not.toEqual({});
      }
    }
  });
});
