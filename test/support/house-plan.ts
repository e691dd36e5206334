// Reads docs/ARCHITECTURE.md the way a newcomer would trust it: its folder table, its rules for imports and its links.
import { dataFiles, everything, type RoomRule } from './import-table.ts';

export interface HousePlan {
  readonly lines: number;
  /** Names in the first column of the table whose header's first cell is "room" or "folder". */
  readonly folders: readonly string[];
  /** Relative targets of Markdown links, without their anchors. */
  readonly links: readonly string[];
}

const name = /^`?(?:src\/)?([a-z0-9-]+)\/?`?$/;

function folderColumn(lines: readonly string[]): string[] {
  const folders: string[] = [];
  let inTable = false;
  for (const line of lines) {
    if (!line.startsWith('|')) {
      inTable = false;
      continue;
    }
    const first = (line.split('|')[1] ?? '').trim();
    if (/^(room|folder)s?$/i.test(first)) inTable = true;
    else if (inTable && !/^[-: ]*$/.test(first)) folders.push(name.exec(first)?.[1] ?? first);
  }
  return [...new Set(folders)];
}

export function readHousePlan(markdown: string): HousePlan {
  const lines = markdown.replace(/\n$/, '').split('\n');
  const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
  return { lines: lines.length, folders: folderColumn(lines), links };
}

/** "base, *facts*" as paths; a dash is none. */
const pathsIn = (cell: string): string[] =>
  cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '—' && word !== '')
    .flatMap((word) => {
      const italic = /^\*(.+)\*$/.exec(word)?.[1];
      if (italic !== undefined) return dataFiles[italic] ?? word;
      return word === 'everything' ? everything : word;
    });

const ruleOf = (cell: string, packages: string): RoomRule => {
  const [rooms = '', types = ''] = cell.split('; types of ');
  return { rooms: pathsIn(rooms), typesOf: pathsIn(types), packages: pathsIn(packages) };
};

/**
 * The last two columns of the folder table. A cell is "rooms; types of rooms"; after a "·" come rooms within the room,
 * as "words: rooms; types of rooms".
 */
export function readImportRules(markdown: string): Readonly<Record<string, RoomRule>> {
  const rows = [...markdown.matchAll(/^\| `([a-z0-9-]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)];
  return Object.fromEntries(
    rows.flatMap(([, room = '', cell = '', packages = '']) => {
      const [own = '', ...inner] = cell.split(' · ');
      return [
        [room, ruleOf(own, packages)],
        ...inner.map((part) => [
          `${room}:${part.split(': ', 1)[0]}`,
          ruleOf(part.slice(part.indexOf(': ') + 2), ''),
        ]),
      ];
    }),
  );
}
