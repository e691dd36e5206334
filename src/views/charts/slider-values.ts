/** What a wrapper with role="slider" needs: whole tenths of a second, and how far each key moves. */
export interface SliderValues {
  readonly min: number;
  readonly max: number;
  readonly now: number;
}

export function sliderValues(domain: readonly [number, number], view: number): SliderValues {
  const tenths = (micros: number): number => Math.round(micros / 1e5) / 10;
  return { min: tenths(domain[0]), max: tenths(domain[1]), now: tenths(view) };
}

/** The time a slider key leads to, Micros; undefined for other keys. */
export function seekStep(key: string, view: number, head: number): number | undefined {
  const second = 1e6;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: view - second,
    ArrowDown: view - second,
    ArrowRight: view + second,
    ArrowUp: view + second,
    PageDown: view - 10 * second,
    PageUp: view + 10 * second,
    Home: 0,
    End: head,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.min(head, Math.max(0, to));
}
