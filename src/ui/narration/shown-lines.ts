/** So many lines of a long story as a page can hold: the newest, and before them what they go back to. */
import type { StoryLine } from '../../i18n/narrate.ts';

const newestLines = 60;
const causingLines = 20;

export interface ShownLines {
  readonly lines: readonly StoryLine[];
  readonly hidden: number;
}

export function shownLines(all: readonly StoryLine[]): ShownLines {
  if (all.length <= newestLines + causingLines) return { lines: all, hidden: 0 };
  const newest = all.slice(-newestLines);
  const causes = new Set(newest.flatMap(({ chain }) => chain));
  const older = all.slice(0, -newestLines).filter(({ ids }) => ids.some((id) => causes.has(id)));
  const lines = [...older.slice(0, causingLines), ...newest];
  return { lines, hidden: all.length - lines.length };
}
