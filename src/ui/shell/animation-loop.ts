/**
 * The one requestAnimationFrame loop. Order: the session takes in what the worker sent and moves the view time,
 * then every view draws that one moment.
 */
import type { Session } from '../../session/session-contract.ts';

export type Draw = (wallMillis: number) => void;

export interface AnimationLoop {
  /** Returns a function that removes it again. */
  add(draw: Draw): () => void;
  start(): void;
  stop(): void;
}

export function createAnimationLoop(session: Session, onFirstFrame: () => void): AnimationLoop {
  const draws = new Set<Draw>();
  let request: number | undefined;
  let moved = false;

  const frame = (wallMillis: number): void => {
    request = requestAnimationFrame(frame);
    session.animationFrame(wallMillis);
    for (const draw of draws) draw(wallMillis);
    if (!moved && session.live.viewMicros > 0) {
      moved = true;
      onFirstFrame();
    }
  };

  return {
    add(draw) {
      draws.add(draw);
      return () => draws.delete(draw);
    },
    start() {
      request ??= requestAnimationFrame(frame);
    },
    stop() {
      if (request !== undefined) cancelAnimationFrame(request);
      request = undefined;
    },
  };
}
