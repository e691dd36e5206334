/**
 * Turns wall time into what to ask of the host and what to show. The view moves at the asked speed, never past what
 * has been simulated; the host is asked for a frame and a half ahead, so that the next frame is there when it is
 * drawn, and for more where a second of the run passes within a few frames. An answer that came short of what was asked is
 * asked on at once: a host that waits for the next animation frame stands still half of the time. What the engine could not
 * deliver in time is not caught up: the achieved speed says so instead.
 */
import type { Micros } from '../base/units.ts';

/** A longer gap (a hidden tab, a breakpoint) counts as one frame. */
const longestGapMillis = 250;
const frameMillis = 1_000 / 60;
const framesAhead = 1.5;
/** A command takes effect where the engine stands: only at speeds at which nobody sees the difference it may be further. */
const fastFramesAhead = 3;
const fastSpeed = 5;
/** How long the host may work on one answer. It reads what it is told every 8 ms whatever this is. */
const workMillis = 15;
const longestWorkMillis = 100;
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
  /** An answer has come: what to ask for at once, undefined if the next animation frame is soon enough. */
  again(simulated: Micros): Pick<Pace, 'until' | 'maxWallMillis'> | undefined;
  /** The view was put elsewhere, or play began: measuring starts anew. */
  reset(view: number): void;
  /** Simulated seconds per wall second over the last wall second; undefined until a tenth of it is measured. */
  achieved(): number | undefined;
}

export function createPacer(): Pacer {
  let view = 0;
  let lastWall: number | undefined;
  let samples: { wall: number; view: number }[] = [];
  /** Simulated time to be ahead of the view; undefined at the highest speed. */
  let ahead: number | undefined;

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
        ahead = undefined;
        measure(wall);
        // A page that draws slowly leaves the host that much longer to work; the answer is to be there for the next frame.
        const maxWallMillis = Math.min(longestWorkMillis, Math.max(2 * workMillis, 0.9 * millis));
        return { view, until: endOfTime, maxWallMillis };
      }
      view = Math.min(view + millis * 1_000 * speed, Math.max(view, simulated));
      measure(wall);
      const frames = speed > fastSpeed ? fastFramesAhead : framesAhead;
      ahead = frames * Math.max(millis, frameMillis) * 1_000 * speed;
      return { view, until: Math.ceil(view + ahead), maxWallMillis: workMillis };
    },
    again(simulated) {
      if (ahead === undefined || simulated >= view + ahead) return;
      return { until: Math.ceil(view + ahead), maxWallMillis: workMillis };
    },
    reset(to) {
      view = to;
      ahead = undefined;
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
