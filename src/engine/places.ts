/**
 * Where components are: on a host, in a zone, in a region. A place is written `zone:a`; a command that names one means
 * everything that is there.
 */
export const placeLevels = ['host', 'zone', 'region'] as const;
export type PlaceLevel = (typeof placeLevels)[number];

export type Placement = Readonly<Partial<Record<PlaceLevel, string>>>;

export interface Place {
  readonly level: PlaceLevel;
  readonly name: string;
}

interface Placed {
  readonly id: string;
  readonly placement?: Placement;
}

/** `zone:a`, or undefined where the text names no place: an id of a component has no colon. */
export function placeNamed(text: string): Place | undefined {
  const colon = text.indexOf(':');
  const level = placeLevels.find((one) => one === text.slice(0, Math.max(0, colon)));
  return level && { level, name: text.slice(colon + 1) };
}

export const placeText = ({ level, name }: Place): string => `${level}:${name}`;

/** Of `components`, those that are there. */
export function membersAt<One extends Placed>(
  components: readonly One[],
  { level, name }: Place,
): readonly One[] {
  return components.filter(({ placement }) => placement?.[level] === name);
}

/** What a command names: all that is at a place, or the component of that id. */
export function membersNamed<One extends Placed>(components: readonly One[], text: string): readonly One[] {
  const place = placeNamed(text);
  return place === undefined ? components.filter(({ id }) => id === text) : membersAt(components, place);
}

/** Every place of a system, from hosts to regions, each once, in the order in which they are first named. */
export function placesOf(components: readonly Placed[]): readonly Place[] {
  return placeLevels.flatMap((level) => {
    const names = components.flatMap(({ placement }) => placement?.[level] ?? []);
    return [...new Set(names)].map((name) => ({ level, name }));
  });
}
