/** Kinds of control messages, with the meaning of their numbers. Node and sentinel numbers are component indices. */
export const messageKind = {
  /** Balancer → server. p0 = number of the probe. */
  probe: 1,
  /** Server → balancer. p0 as asked. */
  probeAnswer: 2,
  /** Sent by the machine of a dead process to whoever spoke to it, or by a server too busy for a probe. p0 = kind of the message refused, p1 = its p0. */
  refused: 3,
  /** Sent by the machine of a process that has just died, to everyone linked to it. */
  connectionClosed: 4,
  /** Primary → replica: the log up to an offset. p0 = lineage, p1 = offset, p2 = 1 if all of it, to begin with. */
  log: 5,
  /** Replica → primary. p0 = lineage, p1 = offset applied. */
  logApplied: 6,
  /** Replica → primary: attach me. p0 = 1 if this repeats an earlier request. */
  syncRequest: 7,
  /** Sentinel ↔ node or sentinel. */
  ping: 8,
  pong: 9,
  /** Sentinel → node. */
  info: 10,
  /** p0 = role code, p1 = run id, p2 = priority, p3 = offset, p4 = follows (−1 none), p5 = link down for (−1 up). */
  infoAnswer: 11,
  /** Sentinel → sentinel. p0 = suspect, p1 = epoch, p2 = candidate (−1 none). */
  ask: 12,
  /** p0 = is down, p1 = leader (−1 none), p2 = leader epoch. */
  askAnswer: 13,
  /** Sentinel → node. p0 = story id of the choice, p1 = epoch. */
  promote: 14,
  /** Sentinel → node. p0 = node to follow, p1 = story id. */
  reconfigure: 15,
  /** Sentinel → node or sentinel; a node passes it on. p0 = from, p1 = epoch, p2 = primary, p3 = config epoch, p4 = story id of the switch. */
  announce: 16,
  /**
   * Sentinel → client, on every change and when asked. p0 = primary, p1 = config epoch, p2 = story id of the switch
   * (0 = none), p3 = the nodes that are not suspected, one bit each in the order of the store.
   */
  topology: 17,
  /** Client → sentinel: who is the primary, and which replicas are well? */
  topologyQuery: 18,
} as const;
