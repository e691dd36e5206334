// Reads docs/ARCHITECTURE.md the way a newcomer would trust it: its folder table and its links.

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
