/** What an idea would change, in words: the same in the story and on a button. */
import type { TryId } from '../engine/telemetry/tries.ts';
import type { Idea } from '../session/story/suggest.ts';
import { millis, plain } from './format.ts';

/** `owner` is the group or component that is changed. */
export type TryWords = Readonly<Record<TryId, (value: string, owner: string) => string>>;

export function tryText({ id, value, unit, command }: Idea, words: TryWords): string {
  const owner = command.path.slice(0, command.path.indexOf('.'));
  return words[id](unit === 'millis' ? millis(value) : plain(value), owner);
}
