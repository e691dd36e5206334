/**
 * Connections to servers that count them, as a database does: how many each has open, and which one a call came over. A
 * connection is opened by the first call over it, when the server accepts that, and takes no time. A call outside any
 * pool has one of its own until its server is done with it. A pooled one stays open behind its call, unless the caller has
 * left: then it is closed as soon as the server is done (PostgreSQL finishes a query before it reads that nobody waits).
 * When a server dies all its connections are gone.
 */
import type { SlotsPlain } from '../kernel/columns.ts';
import { CallNumbers, type PayloadPlain } from './payloads.ts';

/** What a call has come over. Above these: twice the life of the server in which it was accepted, plus 1 if it is pooled. */
const ownToOpen = 0;
export const pooledToOpen = -1;

export class Connections {
  /** By server: connections that it has open. */
  private readonly open: Int32Array;
  /** By server, from 1: rises when it dies. */
  private readonly lives: Int32Array;
  private readonly over = new CallNumbers();

  constructor(count: number) {
    this.open = new Int32Array(count);
    this.lives = new Int32Array(count).fill(1);
  }

  openAt(server: number): number {
    return this.open[server] as number;
  }

  /** A call is sent over a connection of its own, until a pool says otherwise. */
  openCall(call: number): void {
    this.over.open(call);
  }

  /** Has it come over a connection of a pool, or is it to open one? */
  isPooled(call: number): boolean {
    return (this.over.of(call) & 1) === 1;
  }

  /** The call goes over a pooled connection: `pooledToOpen`, or as `leave` returned it. */
  send(call: number, connection: number): void {
    this.over.set(call, connection);
  }

  /** A call has reached its server. False if it would need one connection more than `most`. */
  accept(call: number, server: number, most: number): boolean {
    const over = this.over.of(call);
    if (this.isOpen(over, server)) return true;
    if ((this.open[server] as number) >= most) return false;
    this.open[server]! += 1;
    this.over.set(call, 2 * (this.lives[server] as number) + (over === ownToOpen ? 0 : 1));
    return true;
  }

  /** The server is done with the call. */
  finish(call: number, server: number, isAwaited: boolean): void {
    const over = this.over.of(call);
    if (over <= 0 || ((over & 1) === 1 && isAwaited)) return;
    if (this.isOpen(over, server)) this.open[server]! -= 1;
    this.over.set(call, ownToOpen);
  }

  /**
   * The caller has its answer, or `isGivenUp`: then the connection is closed, by the server itself unless that is done with
   * the call. Returns the connection if it can carry another call, 0 else.
   */
  leave(call: number, server: number, isGivenUp: boolean, isDone: boolean): number {
    const over = this.over.of(call);
    if ((over & 1) === 0 || !this.isOpen(over, server)) return 0;
    if (!isGivenUp) return over;
    if (isDone) {
      this.open[server]! -= 1;
      this.over.set(call, ownToOpen);
    }
    return 0;
  }

  /** Closes a pooled connection over which nothing is under way. */
  close(connection: number, server: number): void {
    if (this.isOpen(connection, server)) this.open[server]! -= 1;
  }

  /** Is it still open at its server? */
  isOpen(connection: number, server: number): boolean {
    return connection > 0 && connection >> 1 === this.lives[server];
  }

  die(server: number): void {
    this.lives[server]! += 1;
    this.open[server] = 0;
  }

  save(calls: SlotsPlain) {
    return { open: this.open.slice(), lives: this.lives.slice(), over: this.over.save(calls) };
  }

  load(plain: { open: Int32Array; lives: Int32Array; over: PayloadPlain }): void {
    this.open.set(plain.open);
    this.lives.set(plain.lives);
    this.over.load(plain.over);
  }
}
