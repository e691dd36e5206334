// Nobody goes by the name of a parameter outside its kind: it is found by what its spec says it means. A name in camel case
// is looked for as a word; one that is an ordinary word, where values are read and as a literal in a line about parameters.
import { describe, expect, it } from 'vitest';
import { listParameters } from '../src/engine/model/parameter-list.ts';
import { serviceInstruments } from '../src/engine/model/service-readings.ts';
import { gaugeColumn } from '../src/engine/telemetry/records.ts';
import { models } from '../src/kinds/models.ts';
import { testFile } from './support/find-violations.ts';
import { sourceFiles } from './support/repository.ts';

const specs = Object.values(models).flatMap(({ parameters }) => listParameters(parameters));
const names = [...new Set(specs.map(({ path }) => path))];
/** Names of columns, instruments and meanings, too: these are parameters only where values are read. */
const alsoElsewhere = new Set<string>([
  ...Object.keys(gaugeColumn),
  ...Object.keys(serviceInstruments),
  ...specs.flatMap(({ means }) => means ?? []),
]);
const own = names.filter((name) => !alsoElsewhere.has(name));
const isWord = (name: string): boolean => name === name.toLowerCase();

const either = (list: readonly string[]): string => `(${list.join('|')})`;
const patterns = [
  new RegExp(`\\b${either(own.filter((name) => !isWord(name)))}\\b`, 'g'),
  new RegExp(`(?<=(?:param|path|name|value|config).*)['"\`]${either(own.filter(isWord))}['"\`]`, 'gi'),
  new RegExp(`\\b(?:values|config)\\??\\.${either(names)}\\b`, 'g'),
  new RegExp(`\\bvalues\\??\\.?\\[['"\`]${either(names)}['"\`]\\]`, 'g'),
  new RegExp(`\\{[^{}]*\\b${either(names)}\\b[^{}]*\\} = [\\w.]*\\bvalues\\b`, 'g'),
];

const mayName = ({ path }: { readonly path: string }): boolean =>
  /^src\/(kinds|scenario\/templates|algorithms)\//.test(path) ||
  testFile.test(path) ||
  /\/(testing|fixtures)\//.test(path);

const shared = 'the spec is shared by several kinds, and this mechanism of theirs reads it by its type';
const patience = 'a class may say how long its own users wait, by the same name';
const rate = 'how many arrive per second, as measured or as the textbook calls it; nobody asks for it';

/** Where a name belongs all the same, or means something else. */
const allowed: Readonly<Record<string, string>> = {
  'src/engine/model/shared-specs.ts: healthCheck': shared,
  'src/engine/model/shared-specs.ts: serviceDistribution': shared,
  'src/engine/model/shared-specs.ts: serviceCv': shared,
  'src/engine/model/shared-specs.ts: cacheStart': shared,
  'src/engine/model/shared-specs.ts: replicaPriority': shared,
  'src/engine/model/probe-answer.ts: healthCheck': shared,
  'src/engine/model/sentinel-answers.ts: replicaPriority': shared,
  'src/engine/model/work.ts: serviceDistribution': shared,
  'src/engine/model/work.ts: serviceCv': shared,
  'src/engine/model/server-pool.ts: maxFails': "an option of the textbook's, as nginx calls it",
  'src/scenario/limits.ts: clientTimeoutMillis': patience,
  'src/scenario/request-classes.ts: clientTimeoutMillis': patience,
  'src/scenario/scenario.ts: clientTimeoutMillis': patience,
  'src/scenario/schema.ts: clientTimeoutMillis': patience,
  'src/session/theory/case.ts: arrivalRate': rate,
  'src/session/theory/compare.ts: arrivalRate': rate,
  'src/session/theory/window.ts: arrivalRate': rate,
  'src/ui/theory/queue-findings.tsx: arrivalRate': rate,
  'src/ui/canvas/canvas-description.tsx: arrivalRate': rate,
  'src/i18n/en/canvas.ts: arrivalRate': rate,
  'src/i18n/zh/canvas.ts: arrivalRate': rate,
};

function found(path: string, text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/ from '[^']*'/g, '');
  const places = patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, name]) => `${path}: ${name}`),
  );
  return [...new Set(places)];
}

describe('the name of a parameter', () => {
  const places = sourceFiles()
    .filter((file) => !mayName(file))
    .flatMap(({ path, text }) => found(path, text));

  it('is known in its kind, in templates and in tests alone', () => {
    expect(places.filter((place) => !(place in allowed))).toEqual([]);
  });

  it('is still where each line of the list says', () => {
    expect(Object.keys(allowed).filter((place) => !places.includes(place))).toEqual([]);
  });

  it('would be seen', () => {
    const text =
      "const { quorum = 1 } = one.values;\nname !== 'fall' || writeRatio;\nread(one.values.clients, 'slots', one.values['keys']);";
    const seen = ['clients', 'fall', 'keys', 'quorum', 'writeRatio'];
    expect([...found('a.ts', text)].sort()).toEqual(seen.map((name) => `a.ts: ${name}`));
    const other =
      "/** `fall` */ import { x } from './fall';\nconst keys = meant(one, 'keys'), rise = 1;\nkind === 'servers';\n// writeRatio";
    expect(found('a.ts', other)).toEqual([]);
  });
});
