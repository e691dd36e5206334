/** Says what differs between telemetry and count; the list stays short, for one error shows in many places. */
const perPlace = 3;

export class Differences {
  readonly problems: string[] = [];
  private readonly counts = new Map<string, number>();

  same(actual: unknown, expected: unknown, place: string, what: () => string): void {
    const [shown, counted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (Object.is(actual, expected) || shown === counted) return;
    const count = (this.counts.get(place) ?? 0) + 1;
    this.counts.set(place, count);
    if (count <= perPlace) this.problems.push(`${place}, ${what()}: ${shown}, counted ${counted}`);
  }
}
