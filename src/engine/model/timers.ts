/** A component's own timers. One that was set in an earlier life of its process is ignored when it goes off. */
import type { Micros } from '../../base/units.ts';
import { eventKind } from '../kernel/event-kinds.ts';
import type { World } from './world.ts';

/** Timers of a component are numbered 0 … 255; the incarnation sits above them, modulo 2^22. */
const timerNumbers = 256;
const incarnationMask = 0x3fffff;

/** `delay` should be one of few values (see the calendar's lanes). `payload` is an int32. */
export function setTimer(
  world: World,
  component: number,
  timer: number,
  payload: number,
  delay: Micros,
): void {
  world.calendar.scheduleAfter(
    world.now,
    delay,
    eventKind.timer,
    component,
    stamp(world, component, timer),
    payload,
  );
}

/** For delays that vary. */
export function setTimerAt(
  world: World,
  component: number,
  timer: number,
  payload: number,
  at: Micros,
): void {
  world.calendar.schedule(at, eventKind.timer, component, stamp(world, component, timer), payload);
}

export const timerOf = (stamped: number): number => stamped % timerNumbers;

export function isCurrent(world: World, component: number, stamped: number): boolean {
  return (
    Math.floor(stamped / timerNumbers) ===
    ((world.processes.incarnation[component] as number) & incarnationMask)
  );
}

function stamp(world: World, component: number, timer: number): number {
  return timer + timerNumbers * ((world.processes.incarnation[component] as number) & incarnationMask);
}
