/** The data node's side of the sentinels' protocol: PING, INFO, and passing announcements on. */
import type { LogReplication } from './log-replication.ts';
import { messageKind } from './message-kinds.ts';
import { sendMessage } from './transport.ts';
import type { World } from './world.ts';

/** What a database node answers to a sentinel, or passes on for it. Returns true if the message was one of these. */
export function answerSentinel(
  world: World,
  index: number,
  node: LogReplication,
  message: number,
  sentinels: readonly number[],
): boolean {
  const { messages, processes, now } = world;
  const from = messages.from[message] as number;
  switch (messages.kind[message]) {
    case messageKind.ping:
      sendMessage(world, messageKind.pong, index, from);
      return true;
    case messageKind.info:
      sendMessage(world, messageKind.infoAnswer, index, from, [
        node.isPrimary ? 1 : 0,
        processes.incarnation[index] as number,
        world.value(index, 'replicaPriority'),
        node.offset,
        node.isPrimary ? -1 : node.follows,
        node.linkDownSince < 0 ? -1 : now - node.linkDownSince,
      ]);
      return true;
    case messageKind.announce:
      for (const other of sentinels) if (other !== from) relay(world, index, other, message);
      return true;
    default:
      return false;
  }
}

function relay(world: World, from: number, to: number, original: number): void {
  const { p0, p1, p2, p3, p4, p5 } = world.messages;
  const numbers = [p0, p1, p2, p3, p4, p5].map((column) => column[original] as number);
  sendMessage(world, messageKind.announce, from, to, numbers);
}
