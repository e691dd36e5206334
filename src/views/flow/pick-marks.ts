/**
 * Picking a moving mark. It is chosen where the pointer went down, since until the click it moves on. Cards hide the
 * marks above them; on a wire the reach is shorter, so that the wire itself can still be picked between two marks.
 */
type Find = (x: number, y: number, reach: number) => number | undefined;

const mouseReach = 8;
const fingerReach = 24;
const fingerReachOnWire = 12;

function reachOf(event: PointerEvent, target: Element): number {
  if (event.pointerType !== 'touch') return mouseReach;
  return target.closest('.nv-wire-hit') === null ? fingerReach : fingerReachOnWire;
}

/** Listens on `root` before anything inside it; `find` takes CSS px from its top left. Returns how to stop. */
export function pickMarks(root: HTMLElement, find: Find, onPick: (ordinal: number) => void): () => void {
  let pressed: number | undefined;

  const markUnder = (event: PointerEvent): number | undefined => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('svg') === null || target.closest('.nv-card') !== null)
      return undefined;
    const box = root.getBoundingClientRect();
    return find(event.clientX - box.left, event.clientY - box.top, reachOf(event, target));
  };
  const press = (event: PointerEvent): void => {
    pressed = event.button === 0 ? markUnder(event) : undefined;
  };
  const point = (event: PointerEvent): void => {
    const isOver = event.pointerType === 'mouse' && event.buttons === 0 && markUnder(event) !== undefined;
    root.toggleAttribute('data-over-mark', isOver);
  };
  const click = (event: MouseEvent): void => {
    if (pressed === undefined) return;
    event.stopPropagation();
    onPick(pressed);
    pressed = undefined;
  };
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  root.addEventListener('pointerdown', press, options);
  root.addEventListener('pointermove', point, options);
  root.addEventListener('click', click, options);
  return () => stop.abort();
}
