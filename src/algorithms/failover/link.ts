/**
 * A sentinel's connection to something it watches, and the PINGs on it. Source: Redis Sentinel 7.0, instanceLink.
 * The oldest unanswered PING is the only clock of suspicion: sending more PINGs does not reset it, losing the
 * connection does not either. O(1) per call. Known failure: a peer that hangs right after a PONG is suspected up to one
 * ping period later than one whose connection breaks, because a PING must first go unanswered.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';

/** Before any `now`, and still an exact number. */
export const longAgo: Micros = -1e15;

/** A connection younger than this is not closed for silence. */
const youngestClosable: Micros = 15 * microsPerSecond;

export interface Link {
  connected: boolean;
  triedAt: Micros;
  connectedAt: Micros;
  /** When the oldest unanswered PING was sent; a new link counts as unanswered from its creation. */
  unansweredSince: Micros | undefined;
  pingedAt: Micros;
  pongedAt: Micros;
}

export function createLink(now: Micros): Link {
  return {
    connected: false,
    triedAt: longAgo,
    connectedAt: longAgo,
    unansweredSince: now,
    pingedAt: longAgo,
    pongedAt: now,
  };
}

/** Opens the connection if it is down and the last attempt is at least `period` old. It is taken to be up until lost. */
export function connectIfDue(link: Link, now: Micros, period: Micros): boolean {
  if (link.connected || now - link.triedAt < period) return false;
  link.triedAt = now;
  link.connectedAt = now;
  link.connected = true;
  return true;
}

export function lose(link: Link): void {
  link.connected = false;
}

export function ping(link: Link, now: Micros): void {
  link.pingedAt = now;
  link.unansweredSince ??= now;
}

export function isPingDue(link: Link, now: Micros, period: Micros): boolean {
  return link.connected && now - link.pongedAt > period && now - link.pingedAt > period / 2;
}

export function pong(link: Link, now: Micros): void {
  link.pongedAt = now;
  link.unansweredSince = undefined;
}

/** How long the other side has owed an answer. */
export function silence(link: Link, now: Micros): Micros {
  if (link.unansweredSince !== undefined) return now - link.unansweredSince;
  return link.connected ? 0 : now - link.pongedAt;
}

/** A connection that answers nothing may be half open: after a while it is closed and made anew. */
export function closeIfSilent(link: Link, now: Micros, downAfter: Micros): void {
  if (!link.connected || link.unansweredSince === undefined) return;
  const silentFor = Math.min(now - link.unansweredSince, now - link.pongedAt);
  if (now - link.connectedAt > youngestClosable && silentFor > downAfter / 2) lose(link);
}
