// Who may import whom, third-party packages included: the table of docs/ARCHITECTURE.md as data.
// A name ending in * is a prefix; a room may be narrowed to files by a path prefix ("worker/protocol"). A room within a
// room ("kinds:words") is the files that end so: nobody reaches them by naming the room around them.

export interface RoomRule {
  /** Rooms, or path prefixes inside a room, whose values may be imported; a room may always import itself. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be imported, with `import type`. */
  readonly typesOf?: readonly string[];
  readonly packages: readonly string[];
}

/** The layout of numeric records (columns, codes): data, not behaviour, and what every reader of a record needs. */
const recordLayout = [
  'engine/telemetry/records.ts',
  'engine/telemetry/causes.ts',
  'engine/telemetry/layout.ts',
];

/** What facts of the story mean: data that every reader of a story folds over, wherever the mechanism lies. */
const factDeclarations = ['kinds/facts.ts', 'engine/telemetry/tries.ts'];

/** How a parameter is found by what it means. */
const parameterMeanings = 'engine/model/meaning.ts';

/** Names of places: data that whoever names one needs. */
const placeNames = 'engine/places.ts';

/** Commands and how each is written: data that whoever offers them needs. */
const commandForms = 'engine/command.ts';

/** The one number by which a file says which engine made it. */
const enginePhysics = 'engine/physics.ts';

/** What docs/ARCHITECTURE.md calls these files, in italics. */
export const dataFiles: Readonly<Record<string, readonly string[]>> = {
  'record layout': recordLayout,
  facts: factDeclarations,
  meanings: [parameterMeanings],
  places: [placeNames],
  commands: [commandForms],
  physics: [enginePhysics],
};

/** Stands for every room or every package. */
export const everything = '*';

/** Rooms within a room, by path in `src`. */
const innerRooms: readonly { readonly room: string; readonly files: RegExp }[] = [
  { room: 'kinds:words', files: /^kinds\/(?:.*[/-])?words\.[a-z]{2}\.ts$/ },
  { room: 'kinds:faces', files: /^kinds\/(?:.*\/)?faces?\.ts$/ },
];

/** Room of a path in `src`. */
export function roomOf(path: string): string {
  return innerRooms.find(({ files }) => files.test(path))?.room ?? path.split('/')[0] ?? '';
}

export const importTable: Readonly<Record<string, RoomRule>> = {
  base: { rooms: [], packages: [] },
  // Whoever has a part that comes after the first view loads it through this.
  late: { rooms: [], packages: [] },
  algorithms: { rooms: ['base'], packages: ['xstate', '@noble/hashes/*'] },
  engine: { rooms: ['base', 'algorithms'], typesOf: factDeclarations, packages: [] },
  // The engine knows no kind: a blueprint brings those it uses.
  kinds: { rooms: ['base', 'algorithms', 'engine'], packages: [] },
  'kinds:words': { rooms: [], typesOf: ['kinds'], packages: [] },
  'kinds:faces': { rooms: ['base', ...recordLayout], typesOf: ['views', 'kinds'], packages: [] },
  scenario: {
    rooms: ['base', 'engine', 'kinds', 'algorithms'],
    packages: ['zod/mini', 'jsonc-parser', '@noble/hashes/*'],
  },
  // What the views ask of a language is a type of theirs, i18n implements it; the theory check's findings are put into words.
  i18n: {
    rooms: ['base', 'late', 'kinds:words', 'session/story', placeNames],
    typesOf: ['engine', 'kinds', 'views/words.ts', 'session/theory'],
    packages: [],
  },
  lab: {
    rooms: ['base', 'scenario', 'engine', ...factDeclarations, 'session/story', 'algorithms', 'i18n'],
    packages: [],
  },
  worker: { rooms: ['base', 'scenario', 'engine', 'lab', ...factDeclarations], packages: [] },
  session: {
    rooms: [
      'base',
      'late',
      'algorithms',
      'scenario',
      'worker/protocol',
      'worker/client',
      'lab/statistics.ts',
      ...recordLayout,
      enginePhysics,
      parameterMeanings,
      placeNames,
      ...factDeclarations,
    ],
    typesOf: ['engine'],
    packages: ['zustand/vanilla', 'xstate'],
  },
  views: {
    rooms: ['base', 'kinds:faces', ...recordLayout],
    typesOf: ['engine/telemetry', 'engine/description.ts', 'kinds/models.ts', 'session'],
    packages: ['d3'],
  },
  ui: {
    rooms: [
      'views',
      'session',
      'i18n',
      'base',
      'late',
      ...factDeclarations,
      ...recordLayout,
      parameterMeanings,
      placeNames,
      commandForms,
    ],
    typesOf: [everything],
    packages: ['react', 'zustand', 'zustand/*', 'lucide-react', 'tinykeys'],
  },
  cli: {
    rooms: ['base', 'scenario', 'engine', 'lab', 'i18n', ...factDeclarations],
    packages: ['node:*'],
  },
  app: { rooms: [everything], packages: [everything] },
};

/** Tests and benches may use these besides what the rooms below them may. */
export const testPackages = ['vitest', 'fast-check', 'node:*'];

/** Only this may import what no text names: it asks again for a chunk of the build, under another query. */
export const computedImporters = ['src/late/late.ts'];

/** Only here may a Worker be made, through `new URL('../worker/entry.ts', import.meta.url)` and the like. */
export const workerMakers = ['session', 'app'];
export const workerEntries = ['worker/entry.ts', 'worker/tape-entry.ts'];
