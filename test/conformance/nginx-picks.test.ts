// nginx 1.22.1: whom round robin, weights, least_conn and max_conns pick, and what several workers make of it.
import { describe, expect, it } from 'vitest';
import type { Peers, Release } from '../../src/algorithms/balancing/peers.ts';
import { leastConnections, roundRobin, weightedRoundRobin } from '../../src/algorithms/index.ts';
import { serverFrom } from '../support/nginx-driver.ts';
import { openRecording, type Path, type Recording } from '../support/recording.ts';

interface Balancer {
  pick(s: Peers<string>, context: { now: number }): string | undefined;
  release(s: Peers<string>, id: string, ended: Release): void;
}

const now = 0;
const ok: Release = { now, outcome: 'ok' };

/** An id comes once with us: a server that is listed twice becomes A and A2. Its letter is what comes first. */
function createFrom(lines: readonly string[]): { readonly balancer: Balancer; readonly s: Peers<string> } {
  const servers = lines
    .filter((line) => line.startsWith('server '))
    .map((line, place, all) => {
      const letter = line.split(' ')[1] as string;
      const isFirst = all.findIndex((other) => other.split(' ')[1] === letter) === place;
      return serverFrom(line, isFirst ? letter : `${letter}2`);
    });
  const balancer = lines.includes('least_conn') ? leastConnections : weightedRoundRobin;
  return { balancer: balancer as Balancer, s: balancer.create({ servers }) };
}

/** The letters of so many requests, each over before the next. */
function deal(balancer: Balancer, s: Peers<string>, count: number): string {
  return Array.from({ length: count }, () => {
    const id = balancer.pick(s, { now }) as string;
    balancer.release(s, id, ok);
    return id[0];
  }).join('');
}

describe('pick sequences', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'sequences');
  const verified = openRecording('nginx.json', 'verification', 'picks');
  const names = Object.keys(recording.peek<object>());

  it.each(names)('%s', (name) => {
    const lines = recording.input<string[]>(name, 'servers');
    const { balancer, s } = createFrom(lines);
    const { length } = recording.peek<string>(name, 'picks');
    const picks = deal(balancer, s, length);
    recording.equal([name, 'picks'], picks);
    if (lines.some((line) => /weight|least_conn/.test(line))) return;
    const plain = roundRobin.create({
      servers: s.peers.map(({ id, backup, down }) => ({ id, backup, down })),
    });
    expect(deal(roundRobin as Balancer, plain, length), 'plain round robin').toBe(picks);
  });

  it('skips nothing', () => recording.expectNothingSkipped());

  it('every sequence and script that the recording checked itself is here or missing from the file', () => {
    const scripts = openRecording('nginx.json', 'a_picks', 'least_conn_scripts').peek<object>();
    const there = [
      ...names.map((name) => `seq.${name}`),
      ...Object.keys(scripts).map((name) => `least_conn.${name}`),
    ];
    for (const key of Object.keys(verified.peek<object>())) {
      if (!/^(seq|least_conn)\./.test(key)) verified.note(key);
      else if (there.includes(key)) verified.equal([key], true);
      else verified.notComparable([key], 'its picks are not in the file');
    }
    verified.expectNothingSkipped();
  });
});

describe('requests under way', () => {
  interface Step {
    readonly op: 'open' | 'release';
    readonly id: number;
    readonly inflight?: Readonly<Record<string, number>>;
  }

  function compareScript(recording: Recording, name: string, balancer: Balancer, s: Peers<string>): void {
    const ops = recording.input<number[]>(name, 'ops');
    const picked = new Map<number, string>();
    let place = 0;
    for (const op of ops) {
      const path: Path = [name, 'trace', place];
      if (op < 0) {
        const id = picked.get(-op);
        // A request that was refused has nothing to release, and no step of its own.
        if (id === undefined) continue;
        balancer.release(s, id, ok);
        recording.equal(path, { op: 'release', id: -op, server: id });
      } else {
        const { inflight } = recording.peek<Step>(...path);
        const active = Object.keys(inflight ?? {}).map((id) => [
          id,
          s.peers.find((peer) => peer.id === id)?.active ?? 0,
        ]);
        const id = balancer.pick(s, { now });
        const seen = { op: 'open', id: op, inflight: Object.fromEntries(active) };
        // What the recording writes for a request that nobody could take.
        recording.equal(
          path,
          id === undefined ? { ...seen, status: 502, pick: `[${name}]` } : { ...seen, pick: id },
        );
        if (id !== undefined) picked.set(op, id);
      }
      place += 1;
    }
    expect(place).toBe(recording.peek<Step[]>(name, 'trace').length);
  }

  it('least_conn', () => {
    const recording = openRecording('nginx.json', 'a_picks', 'least_conn_scripts');
    recording.note('_note');
    for (const name of Object.keys(recording.peek<object>()).filter((key) => key !== '_note')) {
      const weights = recording.input<number[]>(name, 'weights');
      const servers = weights.map((weight, place) => ({ id: 'ABCD'[place] as string, weight }));
      compareScript(recording, name, leastConnections as Balancer, leastConnections.create({ servers }));
    }
    recording.expectNothingSkipped();
  });

  it('max_conns', () => {
    const recording = openRecording('nginx.json', 'a_picks', 'max_conns');
    for (const name of Object.keys(recording.peek<object>())) {
      const lines = recording.input<string>(name, 'servers').replace(/ \(.*/, '').split('; ');
      const servers = lines.map((line) => serverFrom(line));
      compareScript(recording, name, weightedRoundRobin as Balancer, weightedRoundRobin.create({ servers }));
    }
    recording.expectNothingSkipped();
  });
});

describe('several workers', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'multi_worker_rr3_new_connections');
  const servers = ['A', 'B', 'C'].map((id) => ({ id }));
  const countsOf = (picks: string): Record<string, number> =>
    Object.fromEntries(servers.map(({ id }) => [id, picks.split(id).length - 1]));

  it.each(Object.keys(recording.peek<object>()))('%s', (name) => {
    const recorded = recording.peek<string>(name, 'picks');
    const perWorker = recording.peek<number[]>(name, 'requestsPerWorker');
    const isShared = name.includes('zone') || perWorker.length === 1;
    // With a zone all workers ask one balancer; without, each has its own, and the kernel decides which is asked.
    const workers = (isShared ? [0] : perWorker).map(() => weightedRoundRobin.create({ servers }));
    const turns = isShared ? [...recorded].map(() => 0) : (turnsThatGive(recorded, perWorker) ?? []);
    const picks = turns.map((worker) =>
      deal(weightedRoundRobin as Balancer, workers[worker] as Peers<string>, 1),
    );
    recording.equal([name, 'picks'], picks.join(''));
    recording.equal([name, 'counts'], countsOf(picks.join('')));
    if (isShared && perWorker.length > 1)
      recording.notComparable([name, 'requestsPerWorker'], "which worker accepts is the kernel's choice");
    else
      recording.equal(
        [name, 'requestsPerWorker'],
        perWorker.map((_, worker) => turns.filter((turn) => turn === worker).length),
      );
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe("the article's upstream, asked over kept connections", () => {
  it('gets what its double entries give it', () => {
    const recording = openRecording('nginx.json', 'a_picks', 'article_keepalive');
    const lines = openRecording('nginx.json', 'a_picks', 'sequences').peek<string[]>('article', 'servers');
    const { balancer, s } = createFrom(lines);
    const picks = deal(balancer, s, 60);
    for (const letter of 'ABCD') {
      recording.equal([letter, 'requests'], picks.split(letter).length - 1);
      recording.notComparable([letter, 'newUpstreamSockets'], 'kept connections are below a balancer');
    }
    recording.expectNothingSkipped();
  });
});

/** Which worker was asked each time, if so many independent turns of A, B, C, each so long, can have given `picks`. */
function turnsThatGive(picks: string, perWorker: readonly number[]): number[] | undefined {
  const dead = new Set<string>();
  const turns: number[] = [];
  const dealt = perWorker.map(() => 0);
  const place = (at: number): boolean => {
    if (at === picks.length) return true;
    if (dead.has(dealt.join())) return false;
    for (const [worker, most] of perWorker.entries()) {
      const before = dealt[worker] as number;
      if (before === most || 'ABC'[before % 3] !== picks[at]) continue;
      dealt[worker] = before + 1;
      turns[at] = worker;
      if (place(at + 1)) return true;
      dealt[worker] = before;
    }
    dead.add(dealt.join());
    return false;
  };
  return place(0) ? turns : undefined;
}
