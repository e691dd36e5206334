import { describe, expect, it } from 'vitest';
import type { LinkDescription } from '../../engine/description.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { failedShare, readEdgeFlows, sumFlows } from './edge-flows.ts';

const link = (from: string, to: string, carries: LinkDescription['carries']): LinkDescription => ({
  from,
  to,
  carries,
  oneWayDelayMicros: 0,
  cutForward: false,
  cutBackward: false,
});

/** One row of two joined seconds, 6–8, for the edge a->b only. */
const history = {
  forEachReading(subject, from, to, visit) {
    const row: Readonly<Record<string, number>> = { sent: 40, answered: 27, failed: 9, inFlight: 2.5 };
    if (subject === 'a->b' && from < 8 && to > 6) visit((name) => row[name], 2);
  },
} as Partial<HistoryView> as HistoryView;

const links = [link('a', 'b', 'request'), link('a', 'c', 'request'), link('b', 'a', 'control')];

describe('what went over the edges', () => {
  const flows = readEdgeFlows(history, links, 7);

  it('is counted per second, what is in flight is not, and an edge without rows is absent', () => {
    expect([...flows]).toEqual([['a->b', { sent: 20, answered: 13.5, failed: 4.5, inFlight: 2.5 }]]);
    expect(readEdgeFlows(history, links, 8).size).toBe(0);
  });

  it('adds up over the links of a strand', () => {
    const two = new Map([...flows, ['a->c', { sent: 1, answered: 2, failed: 3, inFlight: 4 }] as const]);
    expect(sumFlows(two, ['a->b', 'a->c', 'a->d'])).toEqual({
      sent: 21,
      answered: 15.5,
      failed: 7.5,
      inFlight: 6.5,
    });
  });

  it('failed to the share of those that ended', () => {
    expect(failedShare(sumFlows(flows, ['a->b']))).toBe(0.25);
    expect(failedShare(sumFlows(flows, []))).toBe(0);
  });
});
