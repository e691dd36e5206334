// HAProxy 2.6.12 with one thread: orders, least connections, `first` with maxconn, random(2).
import { describe, expect, it } from 'vitest';
import {
  leastConnections,
  passiveHealth,
  randomTwoChoices,
  roundRobin,
  weightedRoundRobin,
} from '../../src/algorithms/index.ts';
import { couldBe } from '../support/chi-square.ts';
import { chanceFrom } from '../support/life.ts';
import { openRecording } from '../support/recording.ts';

const now = 0;
const done = { now, outcome: 'ok' } as const;

interface Open {
  readonly op: 'open';
  readonly id: number;
  readonly inflight: Record<string, number>;
  readonly pick: string;
}
interface Close {
  readonly op: 'release';
  readonly id: number;
  readonly server: string;
}
type Trace = readonly (Open | Close)[];

it('is HAProxy 2.6 with one thread', () => {
  expect(openRecording('haproxy.json', 'version').peek()).toBe('HAProxy 2.6.12 (nbthread 1)');
});

describe('orders', () => {
  const recording = openRecording('haproxy.json', 'sequences');
  const open = (name: string): { id: string; weight: number; backup: boolean }[] => {
    recording.note(name, 'balance');
    return recording.input<string[]>(name, 'servers').map(serverFrom);
  };

  it.each(['rr3', 'backup'])('%s: round robin', (name) => {
    const s = roundRobin.create({ servers: open(name) });
    recording.equal(
      [name, 'picks'],
      pickedBy(84, () => roundRobin.pick(s, { now })),
    );
  });

  it('lc_idle3: least connections', () => {
    const s = leastConnections.create({ servers: open('lc_idle3') });
    const pick = (): string => {
      const id = leastConnections.pick(s, { now }) as string;
      leastConnections.release(s, id, done);
      return id;
    };
    recording.equal(['lc_idle3', 'picks'], pickedBy(84, pick));
  });

  // HAProxy keeps turns in trees, by sixteenths of a weight (static-rr: in a map): another order than nginx's, which is ours.
  it.each(['rr_w511', 'rr_w321', 'rr_w4321', 'static_rr_w511', 'static_rr_w321'])('%s: as often', (name) => {
    const servers = open(name);
    const s = weightedRoundRobin.create({ servers });
    const period = servers.reduce((sum, { weight }) => sum + weight, 0);
    const periods = Math.floor(84 / period);
    const ours = pickedBy(periods * period, () => weightedRoundRobin.pick(s, { now }));
    const theirs = recording.peek<string>(name, 'picks');
    const isAsOften = Array.from({ length: periods }, (_, place) => {
      const [from, to] = [place * period, (place + 1) * period];
      return sorted(theirs.slice(from, to)) === sorted(ours.slice(from, to));
    });
    recording.judged(
      [name, 'picks'],
      isAsOften.every(Boolean),
      'each server as often in each period; the order within it differs',
      periods,
    );
  });

  it('random2: equally often', () => {
    const servers = open('random2');
    const s = randomTwoChoices.create({ servers });
    const { unit } = chanceFrom(84);
    const ours = pickedBy(84, () => {
      const id = randomTwoChoices.pick(s, { now, random: unit }) as string;
      randomTwoChoices.release(s, id, done);
      return id;
    });
    const couldBeEqual = (picks: string): boolean =>
      couldBe(
        servers.map(({ id }) => picks.split(id).length - 1),
        servers.map(() => 1 / servers.length),
      );
    expect(couldBeEqual(ours), 'ours').toBe(true);
    recording.judged(
      ['random2', 'picks'],
      couldBeEqual(recording.peek('random2', 'picks')),
      'chi-square, p > 0.001',
      84,
    );
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('leastconn with requests under way', () => {
  const recording = openRecording('haproxy.json', 'leastconn_script');

  it('sends each to a server with the fewest; which of equals differs', () => {
    recording.input('ops');
    const s = leastConnections.create({ servers: [{ id: 'A' }, { id: 'B' }, { id: 'C' }] });
    recording.peek<Trace>('trace').forEach((step, place) => {
      if (step.op === 'release') {
        recording.input('trace', place);
        leastConnections.release(s, step.server, done);
        return;
      }
      recording.input('trace', place, 'op');
      recording.input('trace', place, 'id');
      const inflight = Object.fromEntries(
        ['A', 'B', 'C'].map((id) => [id, leastConnections.activeOf(s, id)]),
      );
      recording.equal(['trace', place, 'inflight'], inflight);
      const ours = leastConnections.pick(structuredClone(s), { now }) as string;
      recording.judged(
        ['trace', place, 'pick'],
        inflight[ours] === inflight[step.pick],
        'as few under way as ours has',
      );
      // All but the recorded were tried: the script goes on from where HAProxy sent it.
      const others = new Set(['A', 'B', 'C'].filter((id) => id !== step.pick));
      expect(leastConnections.pick(s, { now, tried: others })).toBe(step.pick);
    });
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('first with maxconn 2', () => {
  const recording = openRecording('haproxy.json', 'first_maxconn2');

  it('fills one server after the other, then queues', () => {
    recording.input('ops');
    const servers = ['A', 'B', 'C'].map((id) => ({ id, maxConns: 2 }));
    const s = passiveHealth.create({ servers });
    const waiting: number[] = [];
    recording.peek<Trace>('trace').forEach((step, place) => {
      if (step.op === 'release') {
        recording.input('trace', place);
        passiveHealth.release(s, step.server, done);
        if (waiting.shift() !== undefined) expect(passiveHealth.pick(s, { now })).toBe(step.server);
        return;
      }
      recording.input('trace', place, 'op');
      recording.input('trace', place, 'id');
      const inflight = Object.fromEntries(servers.map(({ id }) => [id, passiveHealth.activeOf(s, id)]));
      // What was just let in from the queue had not yet reached the recorded server.
      const arriving = step.id === 8 ? { ...inflight, A: (inflight.A as number) - 1 } : inflight;
      recording.equal(['trace', place, 'inflight'], arriving);
      const id = passiveHealth.pick(s, { now });
      if (id === undefined) waiting.push(step.id);
      recording.equal(['trace', place, 'pick'], id ?? 'QUEUED');
    });
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

/** As the recording writes them: `server A weight 5`, `server C backup`. */
function serverFrom(line: string): { id: string; weight: number; backup: boolean } {
  const [, id = '', parameters = ''] = /^server (\w+) ?(.*)$/.exec(line) ?? [];
  const weight = /^weight (\d+)$/.exec(parameters)?.[1];
  return { id, weight: Number(weight ?? 1), backup: parameters === 'backup' };
}

const pickedBy = (times: number, pick: () => string | undefined): string =>
  Array.from({ length: times }, pick).join('');

const sorted = (picks: string): string => [...picks].sort().join('');
