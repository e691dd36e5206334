/** A place as people say it. */
import { placeNamed } from '../../engine/places.ts';
import type { ScreenText } from '../texts.ts';

/** `zone:a` in words; any other text as it is. */
export function placeWords(text: string, words: ScreenText['places']): string {
  const place = placeNamed(text);
  return place === undefined ? text : words[place.level](place.name);
}
