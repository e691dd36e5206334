/** A server's side of active health checks: any process that takes in what reaches it answers, busy or not. */
import type { Micros } from '../../base/units.ts';
import { messageKind } from './message-kinds.ts';
import { sendMessage } from './transport.ts';
import type { World } from './world.ts';

/** A health answer takes this long at a healthy server; a slow one takes its factor more. */
const probeAnswerMicros: Micros = 1_000;

/** Answers a probe; returns false for any other message. */
export function answerProbe(world: World, server: number, message: number): boolean {
  const { messages, processes } = world;
  if (messages.kind[message] !== messageKind.probe) return false;
  const busy = Math.round(probeAnswerMicros * (processes.slowFactor[server] as number));
  const to = messages.from[message] as number;
  sendMessage(world, messageKind.probeAnswer, server, to, [messages.p0[message] as number], busy);
  return true;
}
