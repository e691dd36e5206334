// Passing announcements on: a node tells every sentinel but the one from which it heard.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { buildWorld } from './build.ts';
import type { LogReplication } from './log-replication.ts';
import { messageKind } from './message-kinds.ts';
import { answerSentinel } from './sentinel-answers.ts';
import { Site } from './site.ts';

describe('an announcement that reaches a node', () => {
  const world = buildWorld(blueprintOf('vertical'), 1, nullSink);
  const indexOf = (id: string) => world.indexOf.get(id)!;
  const node = indexOf('db-primary');
  const [first, second, third] = ['sentinel-1', 'sentinel-2', 'sentinel-3'].map(indexOf) as [
    number,
    number,
    number,
  ];

  it('goes on to the other sentinels, as it came, and not back', () => {
    const { messages } = world;
    const heard = messages.open(messageKind.announce, second, node, [1, 2, 3, 4, 5, 6]);
    const { replication } = world.components[node] as unknown as { readonly replication: LogReplication };
    expect(answerSentinel(new Site(world, node), replication, heard, [first, second, third])).toBe(true);
    const sent = Array.from({ length: messages.slots.used }, (_, message) => message).filter(
      (message) => messages.from[message] === node,
    );
    const { p0, p1, p2, p3, p4, p5 } = messages;
    expect(sent.map((message) => [messages.kind[message], messages.to[message]])).toEqual([
      [messageKind.announce, first],
      [messageKind.announce, third],
    ]);
    for (const message of sent)
      expect([p0, p1, p2, p3, p4, p5].map((column) => column[message])).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
