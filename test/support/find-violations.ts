// Applies the import table to a set of files. Pure, so that planted violations can be shown to be found.
import { posix } from 'node:path';
import { type FoundImport, findImports } from './find-imports.ts';
import {
  computedImporters,
  everything,
  importTable,
  roomOf,
  testPackages,
  workerEntries,
  workerMakers,
} from './import-table.ts';

export interface SourceFile {
  /** Relative to the repository, with forward slashes: `src/engine/kernel/calendar.ts`. */
  readonly path: string;
  readonly text: string;
}

interface Allowed {
  readonly rooms: readonly string[];
  readonly typesOf: readonly string[];
  readonly packages: readonly string[];
}

/** What lies in a `testing/` or `fixtures/` folder exists for tests only; knip sees to it that nothing else uses it. */
export const testFile = /\.(test|bench)\.tsx?$|\/(?:testing|fixtures)\//;

/** Every room below `room`, itself included, following the table downwards. */
function roomsBelow(room: string, seen = new Set<string>()): Set<string> {
  if (seen.has(room)) return seen;
  seen.add(room);
  for (const next of importTable[room]?.rooms ?? []) roomsBelow(next.split('/')[0] ?? next, seen);
  return seen;
}

function allowedFor(room: string, path: string): Allowed {
  const rule = importTable[room];
  if (!rule) return { rooms: [], typesOf: [], packages: [] };
  if (!testFile.test(path)) {
    return { rooms: [room, ...rule.rooms], typesOf: rule.typesOf ?? [], packages: rule.packages };
  }
  const below = [...roomsBelow(room)];
  return {
    rooms: below,
    typesOf: rule.typesOf ?? [],
    packages: [...testPackages, ...below.flatMap((name) => importTable[name]?.packages ?? [])],
  };
}

export function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function inside(prefix: string, target: string): boolean {
  const room = roomOf(target);
  if (room.includes(':')) return prefix === everything || prefix === room;
  if (prefix === everything || target === prefix || target.startsWith(`${prefix}/`)) return true;
  // "worker/protocol" admits protocol.ts and protocol-frames.ts, but a room is never a prefix of another.
  return prefix.includes('/') && target.startsWith(prefix) && /^[.-]/.test(target.slice(prefix.length));
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

function reasonAgainst(file: SourceFile, room: string, found: FoundImport): string | undefined {
  const { specifier, form } = found;
  if (form === 'computed')
    return computedImporters.includes(file.path)
      ? undefined
      : 'imports a computed path, which no table can check';
  const allowed = allowedFor(room, file.path);
  if (!specifier.startsWith('.')) {
    if (form === 'url') return undefined;
    if (specifier.startsWith('/')) return `imports '${specifier}': write a relative path`;
    if (allowed.packages.some((name) => matches(name, specifier))) return undefined;
    return `imports package '${specifier}'; ${room} may import ${listed(allowed.packages)}`;
  }
  const bare = specifier.replace(/\?.*$/, '');
  const target = posix.normalize(posix.join(posix.dirname(file.path), bare));
  if (!/\.\w+$/.test(bare)) return `imports '${specifier}' without its extension`;
  if (!target.startsWith('src/')) {
    if (testFile.test(file.path) && target.startsWith('test/support/')) return undefined;
    return `imports '${specifier}', which is outside src`;
  }
  const place = target.slice('src/'.length);
  if (form === 'url' && workerEntries.includes(place)) {
    return workerMakers.includes(room) ? undefined : `makes a Worker; only ${listed(workerMakers)} may`;
  }
  if (allowed.rooms.some((prefix) => inside(prefix, place))) return undefined;
  const typesOf = allowed.typesOf;
  if (typesOf.some((prefix) => inside(prefix, place))) {
    return form === 'type' ? undefined : `imports values of '${place}', of which only types are allowed`;
  }
  return `imports '${place}'; ${room} may import ${listed(allowed.rooms)}, and types of ${listed(typesOf)}`;
}

/** One line per forbidden import: `path:line imports …; room may import …`. */
export function findViolations(files: readonly SourceFile[]): string[] {
  const violations: string[] = [];
  for (const file of files) {
    const parts = file.path.split('/');
    const room = roomOf(file.path.slice('src/'.length));
    if (parts.length < 3) {
      if (!file.path.endsWith('.d.ts')) violations.push(`${file.path}:1 is in no room`);
      continue;
    }
    if (!importTable[room]) {
      violations.push(`${file.path}:1 is in '${room}', which is not a room of the import table`);
      continue;
    }
    for (const found of findImports(file.text)) {
      const reason = reasonAgainst(file, room, found);
      if (reason) violations.push(`${file.path}:${found.line} ${reason}`);
    }
  }
  return violations;
}
