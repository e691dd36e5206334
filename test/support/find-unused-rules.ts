// What the import table allows and nobody does: a rule that outlived its reason, or was written for a room to come.
import { findImports } from './find-imports.ts';
import { matches, type SourceFile, testFile } from './find-violations.ts';
import { everything, type RoomRule, roomOf } from './import-table.ts';

const roomOfFile = ({ path }: SourceFile): string => roomOf(path.slice('src/'.length));

function packagesIn(files: readonly SourceFile[]): readonly string[] {
  const specifiers = files.flatMap(({ text }) => findImports(text).map(({ specifier }) => specifier));
  return [...new Set(specifiers.filter((specifier) => !specifier.startsWith('.')))];
}

/** One line for each. */
export function findUnusedRules(
  table: Readonly<Record<string, RoomRule>>,
  testPackages: readonly string[],
  files: readonly SourceFile[],
): string[] {
  const rooms = new Set(files.map(roomOfFile));
  const unused: string[] = [];
  for (const [room, { rooms: below, typesOf = [], packages }] of Object.entries(table)) {
    if (!rooms.has(room)) {
      unused.push(`'${room}' is a room without files`);
      continue;
    }
    const imported = packagesIn(
      files.filter((file) => roomOfFile(file) === room && !testFile.test(file.path)),
    );
    for (const pattern of packages)
      if (pattern !== everything && !imported.some((name) => matches(pattern, name)))
        unused.push(`${room} may import package '${pattern}', and does not`);
    for (const name of [...below, ...typesOf])
      if (name !== everything && !rooms.has(name.split('/')[0] ?? name))
        unused.push(`${room} names '${name}', which is no room`);
  }
  const byTests = packagesIn(files.filter(({ path }) => testFile.test(path)));
  for (const pattern of testPackages)
    if (!byTests.some((name) => matches(pattern, name)))
      unused.push(`tests may import package '${pattern}', and do not`);
  return unused;
}
