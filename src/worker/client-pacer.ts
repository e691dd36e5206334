/**
 * Turns wall time into what to ask of the host and what to show. The view moves at the asked speed, never past what
 * has been simulated; the host is asked for a frame and a half ahead, so that the next frame is there when it is
 * drawn. What the engine could not deliver in time is not caught up: the achieved speed says so instead.
 */
import type { Micros } from '../base/units.ts';

/** A longer gap (a hidden tab, a breakpoint) counts as one frame. */
const longestGapMillis = 250;
const frameMillis = 1_000 / 60;
const framesAhead = 1.5;
const measuredMillis = 1_000;
/** Far enough for any run, and exact in a double. */
const endOfTime: Micros = 1e15;

export interface Pace {
  readonly view: number;
  /** Ask the host to run up to here; not beyond what is simulated if nothing is needed. */
  readonly until: Micros;
  readonly maxWallMillis: number;
}

export interface Pacer {
  /** One animation frame at `wall` milliseconds; `simulated` is the time of the last frame from the host. */
  tick(wall: number, speed: number | 'max', simulated: Micros): Pace;
  /** The view was put elsewhere, or play began: measuring starts anew. */
  reset(view: number): void;
  /** Simulated seconds per wall second over the last wall second; undefined until a tenth of it is measured. */
  achieved(): number | undefined;
}

export function createPacer(): Pacer {
  let view = 0;
  let lastWall: number | undefined;
  let samples: { wall: number; view: number }[] = [];

  function measure(wall: number): void {
    samples.push({ wall, view });
    const oldest = wall - measuredMillis;
    while (samples.length > 2 && (samples[1]?.wall ?? wall) <= oldest) samples.shift();
  }

  return {
    tick(wall, speed, simulated) {
      const gap = lastWall === undefined ? frameMillis : Math.max(0, wall - lastWall);
      const isPause = gap > longestGapMillis;
      const millis = isPause ? frameMillis : gap;
      lastWall = wall;
      if (isPause) samples = [];
      if (speed === 'max') {
        view = simulated;
        measure(wall);
        return { view, until: endOfTime, maxWallMillis: 30 };
      }
      view = Math.min(view + millis * 1_000 * speed, Math.max(view, simulated));
      measure(wall);
      const ahead = framesAhead * Math.max(millis, frameMillis) * 1_000 * speed;
      return { view, until: Math.ceil(view + ahead), maxWallMillis: 15 };
    },
    reset(to) {
      view = to;
      lastWall = undefined;
      samples = [];
    },
    achieved() {
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined || last.wall - first.wall < measuredMillis / 10) return;
      return (last.view - first.view) / 1_000 / (last.wall - first.wall);
    },
  };
}
