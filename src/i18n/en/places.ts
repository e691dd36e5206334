/** English: where components are. */
import type { PlaceLevel } from '../../engine/places.ts';

export const places: Readonly<Record<PlaceLevel, (name: string) => string>> = {
  host: (name) => `host ${name}`,
  zone: (name) => `zone ${name}`,
  region: (name) => `region ${name}`,
};
