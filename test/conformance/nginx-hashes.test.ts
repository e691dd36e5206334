// nginx 1.22.1 with one worker: ip_hash, hash with and without `consistent`, random, random two least_conn.
import { describe, expect, it } from 'vitest';
import { consistentHashBalancer, ipHash, randomTwoChoices } from '../../src/algorithms/index.ts';
import { couldBe } from '../support/chi-square.ts';
import { chanceFrom } from '../support/life.ts';
import { openRecording } from '../support/recording.ts';

const now = 0;

describe('ip_hash', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'ip_hash');
  const addresses = recording.input<string[]>('ips');

  it.each(['iph3', 'iph4', 'iph3_down'])('%s', (map) => {
    const servers = recording.input<string[]>('maps', map, 'servers').map(serverFrom);
    const s = ipHash.create({ servers });
    const picks = addresses.map((clientAddress) => ipHash.pick(s, { now, clientAddress }));
    recording.equal(['maps', map, 'picks'], picks.join(''));
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('hash', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'hash');
  recording.note('keys');
  const texts = recording.input<Record<string, string>>('serverText');
  const letterOf = new Map(Object.entries(texts).map(([letter, text]) => [text, letter]));
  const keys = Array.from({ length: 300 }, (_, index) => `key-${index + 1}`);
  // The letters tell which servers each map has: all but those it says are removed or down.
  const maps: Record<string, { letters: string; down?: string; consistent: boolean }> = {
    ch3: { letters: 'ABC', consistent: true },
    ch4: { letters: 'ABCD', consistent: true },
    ch3_minusB: { letters: 'AC', consistent: true },
    ch3_downB: { letters: 'ABC', down: 'B', consistent: true },
    h3: { letters: 'ABC', consistent: false },
    h4: { letters: 'ABCD', consistent: false },
    h3_downB: { letters: 'ABC', down: 'B', consistent: false },
  };
  const picked = new Map(
    Object.entries(maps).map(([name, { letters, down, consistent }]) => {
      const servers = [...letters].map((letter) => ({
        id: texts[letter] as string,
        down: letter === down,
      }));
      const s = consistentHashBalancer.create({ servers, consistent });
      const picks = keys.map((key) => consistentHashBalancer.pick(s, { now, key }));
      return [name, picks.map((text) => letterOf.get(text as string)).join('')];
    }),
  );
  const of = (name: string): string => picked.get(name) as string;

  it.each(Object.keys(maps))('%s', (map) => {
    recording.equal(['maps', map], of(map));
    const counts: Record<string, number> = {};
    for (const letter of of(map)) counts[letter] = (counts[letter] ?? 0) + 1;
    recording.equal(['summary', 'counts', map], counts);
  });

  it('moves as many keys', () => {
    const moved = (from: string, to: string): number =>
      [...of(from)].filter((letter, index) => letter !== of(to)[index]).length;
    const share = (count: number): [number, number] => [count, count / keys.length];
    const strayed = [...of('ch4')].filter((letter, index) => letter !== of('ch3')[index] && letter !== 'D');
    recording.equal(['summary', 'moved'], {
      'consistent 3->4': share(moved('ch3', 'ch4')),
      'consistent 3->4: moved to a server other than the new D': strayed.length,
      'consistent remove B': share(moved('ch3', 'ch3_minusB')),
      'consistent B down vs removed: differing keys': moved('ch3_downB', 'ch3_minusB'),
      'plain hash 3->4': share(moved('h3', 'h4')),
      'plain hash B down': share(moved('h3', 'h3_downB')),
    });
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

describe('random', () => {
  const recording = openRecording('nginx.json', 'a_picks', 'random');

  it.each([
    { name: 'random', choices: 1, shares: [1 / 3, 1 / 3, 1 / 3] },
    { name: 'random_w', choices: 1, shares: [5 / 7, 1 / 7, 1 / 7] },
    { name: 'r2lc', choices: 2, shares: [1 / 4, 1 / 4, 1 / 4, 1 / 4] },
  ])('$name', ({ name, choices, shares }) => {
    const [directive, ...lines] = recording.input<string[]>(name, 'servers');
    expect(directive).toBe(choices === 1 ? 'random' : 'random two least_conn');
    const servers = lines.map((line) => serverFrom(line.replace('server ', '')));
    const s = randomTwoChoices.create({ servers, choices });
    const chance = chanceFrom(22);
    const counts = new Map(servers.map(({ id }) => [id, 0]));
    for (let left = recording.input<number>(name, 'n'); left > 0; left -= 1) {
      const id = randomTwoChoices.pick(s, { now, random: chance.unit }) as string;
      randomTwoChoices.release(s, id, { now, outcome: 'ok' });
      counts.set(id, (counts.get(id) as number) + 1);
    }
    const recorded = recording.peek<Record<string, number>>(name, 'counts');
    const theirs = servers.map(({ id }) => recorded[id] as number);
    expect(couldBe([...counts.values()], shares), 'ours').toBe(true);
    recording.judged([name, 'counts'], couldBe(theirs, shares), 'chi-square against our shares, p > 0.001');
  });

  it('skips nothing', () => recording.expectNothingSkipped());
});

/** As the recording writes them: `A`, `B down`, `A weight=5`. */
function serverFrom(line: string): { id: string; weight: number; down: boolean } {
  const [id, parameter] = line.split(' ');
  const weight = /^weight=(\d+)$/.exec(parameter ?? '')?.[1];
  return { id: id as string, weight: Number(weight ?? 1), down: parameter === 'down' };
}
