// The session's end of the conversation, with a host that only notes what it is asked.
import { describe, expect, it } from 'vitest';
import type { FromHost, ToHost, WholeCheckpoint } from '../worker/protocol.ts';
import { createHostLink } from './host-link.ts';

const opened = { scenario: { name: 'x' }, seed: 7, traffic: undefined };
const start = { checkpoint: undefined, newestPage: -1, log: [], to: 0 };

function linked() {
  const hosts: {
    posted: ToHost[];
    transferred: ArrayBuffer[];
    say: (message: unknown) => void;
    die: (reason: string) => void;
    closed: boolean;
  }[] = [];
  const heard: [FromHost['type'], string | undefined][] = [];
  const deaths: string[] = [];
  const link = createHostLink(
    () => {
      const host = {
        posted: [] as ToHost[],
        transferred: [] as ArrayBuffer[],
        say: (_: unknown) => {},
        die: (_: string) => {},
        closed: false,
      };
      hosts.push(host);
      return {
        post: (message, transfer = []) => {
          host.posted.push(message);
          host.transferred.push(...transfer);
        },
        onMessage: (listener) => {
          host.say = listener as (message: unknown) => void;
        },
        onDeath: (listener) => {
          host.die = listener;
        },
        close: () => {
          host.closed = true;
        },
      };
    },
    { message: ({ type }, asked) => heard.push([type, asked]), death: (reason) => deaths.push(reason) },
  );
  return { link, hosts, heard, deaths };
}

describe('the link to a host', () => {
  it('gives a new token to each open and each seek, and none to what is asked of the same run', () => {
    const { link, hosts } = linked();
    link.open(opened, start);
    link.want(5, 30);
    link.seek({ ...start, to: 3 }, undefined);
    link.step('event', 9);
    link.command({ kind: 'crash', component: 'a' });
    expect(hosts[0]?.posted.map(({ type, token }) => [type, token])).toEqual([
      ['open', 1],
      ['want', 1],
      ['seek', 2],
      ['step', 2],
      ['command', 2],
    ]);
    link.open(opened, start);
    expect([hosts[0]?.closed, hosts[1]?.posted[0]?.token]).toEqual([true, 3]);
  });

  it('says whence to replay and where the session thinks the host stands, if it knows', () => {
    const { link, hosts } = linked();
    const checkpoint = { time: 2, words: new Int32Array(4) } as WholeCheckpoint;
    const command = { kind: 'crash', component: 'a' } as const;
    link.open(opened, { checkpoint, newestPage: 8, log: [{ at: 1, command }], to: 4 });
    link.seek({ checkpoint, newestPage: 9, log: [], to: 5 }, 0);
    link.seek(start, undefined);
    expect(hosts[0]?.posted).toEqual([
      {
        type: 'open',
        token: 1,
        scenario: { name: 'x' },
        seed: 7,
        log: [{ at: 1, command }],
        newestPage: 8,
        at: 4,
        checkpoint,
      },
      { type: 'seek', token: 2, checkpoint, here: 0, newestPage: 9, log: [], to: 5 },
      { type: 'seek', token: 3, newestPage: -1, log: [], to: 0 },
    ]);
    expect(hosts[0]?.transferred).toEqual([checkpoint.words.buffer, checkpoint.words.buffer]);
  });

  it('knows what a frame answers, and waits on through what is no answer', () => {
    const { link, hosts, heard } = linked();
    link.open(opened, start);
    hosts[0]?.say({ type: 'progress', token: 1 });
    expect(link.asked).toBe('open');
    hosts[0]?.say({ type: 'opened', token: 1 });
    expect(link.asked).toBeUndefined();
    link.want(5, 30);
    hosts[0]?.say({ type: 'stamped', token: 1 });
    hosts[0]?.say({ type: 'commandRefused', token: 1 });
    expect(link.asked).toBe('want');
    hosts[0]?.say({ type: 'frame', token: 1 });
    link.want(6, 30);
    hosts[0]?.say({ type: 'broke', token: 1 });
    expect(link.asked).toBeUndefined();
    expect(heard).toEqual([
      ['progress', undefined],
      ['opened', 'open'],
      ['stamped', undefined],
      ['commandRefused', undefined],
      ['frame', 'want'],
      ['broke', undefined],
    ]);
  });

  it('does not listen to answers of an earlier token, or to a host that it has left', () => {
    const { link, hosts, heard } = linked();
    link.open(opened, start);
    link.seek({ ...start, to: 3 }, undefined);
    hosts[0]?.say({ type: 'frame', token: 1 });
    expect([heard, link.asked]).toEqual([[], 'seek']);
    link.open(opened, start);
    hosts[0]?.say({ type: 'frame', token: 3 });
    hosts[0]?.die('late');
    expect([heard, link.asked]).toEqual([[], 'open']);
  });

  it('takes ten seconds without a word for death, counted in frames of at most 100 ms', () => {
    const { link, hosts, deaths } = linked();
    link.open(opened, start);
    const pass = (frames: number, millis = 100) => {
      for (let frame = 0; frame < frames; frame += 1) link.watch(millis);
    };
    pass(99);
    hosts[0]?.say({ type: 'progress', token: 1 });
    pass(100, 60_000);
    expect(deaths).toEqual([]);
    pass(1, 1);
    expect(deaths).toEqual(['the worker fell silent']);
    expect([hosts[0]?.closed, link.asked]).toEqual([true, undefined]);
  });

  it('expects nothing of a host that was asked nothing, and begins anew with each question', () => {
    const { link, hosts, deaths } = linked();
    link.open(opened, start);
    hosts[0]?.say({ type: 'opened', token: 1 });
    for (let frame = 0; frame < 500; frame += 1) link.watch(100);
    link.want(5, 30);
    for (let frame = 0; frame < 100; frame += 1) link.watch(100);
    link.command({ kind: 'crash', component: 'a' });
    for (let frame = 0; frame < 100; frame += 1) link.watch(100);
    link.want(6, 30);
    for (let frame = 0; frame < 100; frame += 1) link.watch(100);
    expect(deaths).toEqual([]);
  });

  it('tells of a death, after which nothing is awaited', () => {
    const { link, hosts, deaths } = linked();
    link.open(opened, start);
    hosts[0]?.die('broken');
    expect([deaths, link.asked]).toEqual([['broken'], undefined]);
  });

  it('ends a want early, and nothing else', () => {
    const { link, hosts } = linked();
    link.open(opened, start);
    link.rest();
    link.want(5, 30);
    link.rest();
    expect(hosts[0]?.posted.map(({ type }) => type)).toEqual(['open', 'want', 'rest']);
  });
});
