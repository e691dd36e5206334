/** The data node's side of the sentinels' protocol: PING, INFO, and passing announcements on. */
import type { LogReplication } from './log-replication.ts';
import { messageKind } from './message-kinds.ts';
import type { Fields } from './parameter-spec.ts';
import type { replicaPriority } from './shared-specs.ts';
import type { Site } from './site.ts';

interface Candidate extends Fields {
  readonly replicaPriority: typeof replicaPriority;
}

/** What a database node answers to a sentinel, or passes on for it. Returns true if the message was one of these. */
export function answerSentinel(
  site: Site,
  node: LogReplication,
  message: number,
  sentinels: readonly number[],
): boolean {
  const { messages, now } = site;
  const from = messages.from[message] as number;
  switch (messages.kind[message]) {
    case messageKind.ping:
      site.mail(messageKind.pong, from);
      return true;
    case messageKind.info:
      site.mail(messageKind.infoAnswer, from, [
        node.isPrimary ? 1 : 0,
        site.incarnation,
        site.config<Candidate>().replicaPriority,
        node.offset,
        node.isPrimary ? -1 : node.follows,
        node.linkDownSince < 0 ? -1 : now - node.linkDownSince,
      ]);
      return true;
    case messageKind.announce:
      for (const other of sentinels) if (other !== from) relay(site, other, message);
      return true;
    default:
      return false;
  }
}

function relay(site: Site, to: number, original: number): void {
  const { p0, p1, p2, p3, p4, p5 } = site.messages;
  const numbers = [p0, p1, p2, p3, p4, p5].map((column) => column[original] as number);
  site.mail(messageKind.announce, to, numbers);
}
