// What `nginx -t` said of the article's upstream block and of what its comments suggest, against our few rules; and how the
// block dealt its requests.
import { expect, it } from 'vitest';
import { article, roundRobin } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

type Line = Parameters<typeof article.upstreamCheck.examine>[0][number];

const recording = openRecording('nginx.json', 'configtest_nginx_t');
const servers = ['server1:3000', 'server2:3000', 'server3:3000'];
const timeouts = ['max_fails=3', 'fail_timeout=30s'];

const plain: readonly Line[] = servers.map((server) => ({ server }));
const withOptions: readonly Line[] = servers.map((server, place) => ({
  server,
  parameters: place === 2 ? ['backup'] : timeouts,
}));
const backup: Line = { server: 'server3:3000', parameters: ['backup'] };
const keepalive: Line = { keepalive: 32 };
const block = [...plain, ...withOptions, keepalive];

const variants: Readonly<Record<string, readonly Line[]>> = {
  'article block with real hosts server1..3 (unresolvable names)': block,
  'article block, hosts replaced by loopback ports': block,
  'uncomment ip_hash at its place in the article (after servers) with backup': [
    ...plain,
    { method: 'ip_hash' },
    ...withOptions,
    keepalive,
  ],
  'ip_hash first, with backup': [{ method: 'ip_hash' }, ...plain, backup],
  'ip_hash after plain servers, no backup': [...plain, { method: 'ip_hash' }],
  'least_conn with backup': [{ method: 'least_conn' }, ...plain, backup],
  'keepalive before least_conn': [...plain, keepalive, { method: 'least_conn' }],
  'hash consistent with backup': [{ method: 'hash' }, ...plain, backup],
  'random two least_conn with backup': [{ method: 'random' }, ...plain, backup],
  'slow_start (commercial only)': [{ server: 'server1:3000', parameters: ['slow_start=30s'] }],
  'two methods ip_hash + least_conn': [{ method: 'ip_hash' }, { method: 'least_conn' }, ...plain],
  'weight=0': [{ server: 'server1:3000', parameters: ['weight=0'] }],
};

it.each(Object.entries(variants))('%s', (name, lines) => {
  const { accepted, messages } = article.upstreamCheck.examine(lines, () => !name.includes('unresolvable'));
  recording.equal([name, 'rc'], accepted ? 0 : 1);
  const recorded = recording.peek<string[]>(name, 'msg').map((text) => text.replace(/^\d+#\d+: /, ''));
  const isSame = JSON.stringify(messages) === JSON.stringify(recorded);
  recording.judged([name, 'msg'], isSame, 'equal but for the process ids in front', 1);
});

it('leaves nothing out', () => recording.expectNothingSkipped());

it('deals 40, 40 and 20 % where each server once gets a third', () => {
  const { picks } = openRecording('nginx.json').peek<{ picks: string }>('a_picks', 'sequences', 'article');
  const { create, pick, release } = article.duplicatedUpstream;
  const entries = ['A', 'B', 'C', 'A', 'B', 'C'].map((server, place) => ({ server, backup: place === 5 }));
  const s = create({ entries });
  const ours = Array.from(picks, () => {
    const picked = pick(s, 0) as NonNullable<ReturnType<typeof pick>>;
    release(s, picked, 0, 'ok');
    return picked.server;
  });
  expect(ours.join('')).toBe(picks);
  const shareOf = (server: string): number =>
    ours.slice(0, 80).filter((picked) => picked === server).length / 80;
  expect(['A', 'B', 'C'].map(shareOf)).toEqual([0.4, 0.4, 0.2]);

  const right = roundRobin.create({ servers: ['A', 'B', 'C'].map((id) => ({ id })) });
  const turns = Array.from({ length: 6 }, () => roundRobin.pick(right, { now: 0 })).join('');
  expect(turns).toBe('ABCABC');
});
