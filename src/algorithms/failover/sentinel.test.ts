// What the recordings beside the failover runs say: freezes, missing quorum, missing replicas, a returned primary, cuts.
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../test/support/sentinel-lab.ts';
import type { Lab } from '../../../test/support/sentinel-lab-types.ts';
import * as sentinel from './sentinel.ts';

const baseSeed = 4711;
const seeds = Array.from({ length: 12 }, (_, index) => baseSeed + index);

function settled(seed: number, downAfterMs: number, quorum = 2): Lab {
  const lab = createLab({ seed, downAfterMs, quorum });
  const faultMs = 5000 + 1000 * lab.random();
  lab.runUntil(faultMs);
  lab.faultAt = Math.round(faultMs * 1000);
  return lab;
}

const runOn = (lab: Lab, ms: number): void => lab.runUntil(lab.faultAt / 1000 + ms);
const times = (lab: Lab, name: string): number[] =>
  lab.events.filter((event) => event[2] === name && event[0] > 0).map((event) => event[0]);
const switches = (lab: Lab): number => times(lab, '+switch-master').length;
const facts = (lab: Lab, type: string): sentinel.SentinelFact[] =>
  lab.facts.filter(({ fact }) => fact.type === type).map(({ fact }) => fact as sentinel.SentinelFact);

describe('sentinel, as recorded', () => {
  it.each([500, 900])('a freeze of %i ms is never a failover (down-after 1 s)', (freeze) => {
    for (const seed of seeds) {
      const lab = settled(seed, 1000);
      lab.hang(0);
      runOn(lab, freeze);
      lab.resume(0);
      runOn(lab, 12_000);
      expect(facts(lab, 'suspected')).toEqual([]);
    }
  });

  it('a freeze of 2500 ms always is (down-after 1 s)', () => {
    for (const seed of seeds) {
      const lab = settled(seed, 1000);
      lab.hang(0);
      runOn(lab, 2500);
      lab.resume(0);
      runOn(lab, 12_000);
      expect(switches(lab)).toBe(3);
    }
  });

  it('one of three cannot reach a quorum of two, and says so once; with a second one back it can', () => {
    for (const seed of seeds) {
      const lab = settled(seed, 2000);
      lab.killSentinel(1);
      lab.killSentinel(2);
      lab.kill(0);
      runOn(lab, 15_000);
      expect(times(lab, '+sdown').length).toBe(3);
      expect(facts(lab, 'agreed')).toEqual([]);
      expect(facts(lab, 'quorumNotReached')).toEqual([
        { type: 'quorumNotReached', node: 0, agree: 1, quorum: 2, reachable: 1 },
      ]);
      lab.reviveSentinel(1);
      runOn(lab, 15_000 + 4000);
      // Recorded: 3156 … 3208 ms.
      const [first] = times(lab, '+switch-master');
      expect(first).toBeGreaterThan(15_000 + 2900);
      expect(first).toBeLessThan(15_000 + 3500);
    }
  });

  it('quorum 1 agrees alone, but one of three is no majority: aborted, and again two timeouts later', () => {
    for (const seed of seeds) {
      const lab = settled(seed, 2000, 1);
      lab.killSentinel(1);
      lab.killSentinel(2);
      lab.kill(0);
      runOn(lab, 28_000);
      expect(times(lab, '+odown')).toHaveLength(1);
      const tries = times(lab, '+try-failover');
      const aborts = times(lab, '-failover-abort-not-elected');
      expect(tries).toHaveLength(3);
      expect(aborts).toHaveLength(2);
      // Recorded: aborted 6.0 … 7.0 s after each try, next try 12 … 13 s after the one before.
      for (const [index, abort] of aborts.entries()) {
        expect(abort - tries[index]!).toBeGreaterThan(5990);
        expect(abort - tries[index]!).toBeLessThan(7150);
        expect(tries[index + 1]! - tries[index]!).toBeGreaterThan(11_990);
        expect(tries[index + 1]! - tries[index]!).toBeLessThan(13_150);
      }
      expect(facts(lab, 'electionLost')[0]).toMatchObject({ reason: 'noMajority', votes: 1, needed: 2 });
      expect(switches(lab)).toBe(0);
    }
  });

  it('without a good replica the leader gives up, and nobody is promoted', () => {
    for (const seed of seeds) {
      const lab = settled(seed, 2000);
      lab.kill(1);
      lab.kill(2);
      lab.kill(0);
      runOn(lab, 16_500);
      expect(times(lab, '-failover-abort-no-good-slave').length).toBeGreaterThanOrEqual(1);
      expect(lab.promotedAt).toEqual([]);
    }
  });

  it.each([
    // Recorded: 10.03 … 10.05 s after SIGCONT, 10.48 … 10.60 s after a restart.
    ['hang', 10_000, 10_250],
    ['crash', 10_000, 11_100],
  ])('a primary that returns from a %s is converted about ten seconds later', (fault, earliest, latest) => {
    for (const seed of seeds) {
      const lab = settled(seed, 1000);
      if (fault === 'hang') lab.hang(0);
      else lab.kill(0);
      runOn(lab, 6000);
      if (fault === 'hang') lab.resume(0);
      else lab.revive(0);
      runOn(lab, 19_000);
      const [converted] = times(lab, '+convert-to-slave');
      expect(converted! - 6000).toBeGreaterThanOrEqual(earliest);
      expect(converted! - 6000).toBeLessThan(latest);
      expect(lab.nodes[0]).toMatchObject({ role: 'replica', follows: lab.sentinels[0]!.primary });
    }
  });

  it('a primary cut off from all sentinels and replicas is replaced, keeps its role, and is converted after the cut', () => {
    for (const seed of seeds) {
      const lab = settled(seed, 2000);
      lab.cut((from, to) => (from === 'n0') !== (to === 'n0'));
      runOn(lab, 15_000);
      // Recorded: first switch 3.84 … 3.92 s.
      expect(times(lab, '+switch-master')[0]).toBeGreaterThan(3100);
      expect(times(lab, '+switch-master')[0]).toBeLessThan(4400);
      expect(lab.nodes.filter((node) => node.role === 'primary')).toHaveLength(2);
      lab.cut(() => false);
      runOn(lab, 15_000 + 12_000);
      expect(lab.nodes.filter((node) => node.role === 'primary')).toHaveLength(1);
    }
  });

  it('prefers priority, then offset, then id, and says which decided', () => {
    const setUps = [
      { change: (lab: Lab) => Object.assign(lab.nodes[2]!, { priority: 50 }), by: 'priority', replica: 2 },
      { change: (lab: Lab) => Object.assign(lab.nodes[2]!, { offset: 2000 }), by: 'offset', replica: 2 },
      { change: (lab: Lab) => Object.assign(lab.nodes[2]!, { runId: -1 }), by: 'id', replica: 2 },
      {
        change: (lab: Lab) => Object.assign(lab.nodes[1]!, { priority: 0 }),
        by: 'onlyCandidate',
        replica: 2,
      },
    ];
    for (const { change, by, replica } of setUps) {
      const lab = settled(baseSeed, 1000);
      change(lab);
      lab.kill(0);
      runOn(lab, 4000);
      expect(facts(lab, 'replicaChosen')).toEqual([{ type: 'replicaChosen', replica, by }]);
    }
  });

  it('draws its pace from 10 to 19 Hz, in whole milliseconds', () => {
    expect(sentinel.tickInterval(0)).toBe(100_000);
    expect(sentinel.tickInterval(0.999_999)).toBe(52_000);
  });
});
