// docs/SCENARIO.md and docs/scenario.schema.json are those of the code, and the JSON Schema allows what the parser allows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listParameters, type ParameterSpec } from '../src/engine/model/parameter-list.ts';
import { type KindName, models } from '../src/kinds/models.ts';
import { checkInputs } from '../src/scenario/check-inputs.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { templates } from '../src/scenario/templates/index.ts';
import { scenarioDocs } from './scenario-docs/files.ts';
import { scenarioJsonSchema } from './scenario-docs/json-schema.ts';
import { parametersJsonSchema } from './scenario-docs/parameters-json-schema.ts';
import { satisfies } from './support/json-schema-check.ts';
import { root } from './support/repository.ts';
import { retrySpecs } from './support/retry-specs.ts';

const schema = scenarioJsonSchema();
const kinds = Object.keys(models) as readonly KindName[];
const every = kinds.flatMap((kind) =>
  listParameters(models[kind].parameters).map((spec) => ({ kind, spec })),
);

const withParameters = (kind: KindName, parameters: unknown) => ({
  format: 'nines-scenario',
  version: 1,
  name: 'one',
  components: [{ id: 'one', kind, parameters }],
  links: [],
});

/** In range, at its ends, just outside, and of every wrong type. */
function anyValue(spec: ParameterSpec): fc.Arbitrary<unknown> {
  const wrong = fc.constantFrom<unknown>(null, true, '', '1', 'warm', [], {}, -1, 0.5, 1e9);
  if (spec.choices) {
    const { length } = spec.choices;
    return fc.oneof(fc.constantFrom<unknown>(...spec.choices, ...spec.choices.keys(), length), wrong);
  }
  const { min, max } = spec;
  const near = fc.constantFrom(min, max, min - 1, max + 1, min + 0.5, max - 0.5, min - 1e-9, max + 1e-3);
  return fc.oneof(near, fc.integer({ min, max: Math.ceil(max) }), fc.double({ min, max }), wrong);
}

describe('the docs of the scenario format', () => {
  it.each(scenarioDocs())('%s is what `npm run docs` writes', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

describe('the JSON Schema', () => {
  it.each(Object.entries(templates))('allows the template %s', (_, template) => {
    expect(satisfies(template, schema)).toBe(true);
  });

  it.each(['queue', 'reference', 'vertical-schedule'])('allows the version-1 file %s', (name) => {
    const file = readFileSync(join(root, `test/version-1/scenario-${name}.json`), 'utf8');
    expect(satisfies(JSON.parse(file), schema)).toBe(true);
  });

  it('agrees with the parser on every parameter of every kind, in its range and outside', () => {
    const counts = { allowed: 0, refused: 0 };
    for (const { kind, spec } of every) {
      fc.assert(
        fc.property(anyValue(spec), (value) => {
          const scenario = withParameters(kind, { [spec.path]: value });
          const { ok } = parseScenario(scenario);
          counts[ok ? 'allowed' : 'refused'] += 1;
          expect(satisfies(scenario, schema), `${kind}.${spec.path} = ${JSON.stringify(value)}`).toBe(ok);
        }),
        { numRuns: 60 },
      );
    }
    expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(every.length * 10);
  });

  it('agrees with the parser on a template with anything in any place', () => {
    const template = JSON.parse(JSON.stringify(templates.reference)) as object;
    const anything = fc.constantFrom<unknown>(
      null,
      0,
      -1,
      0.5,
      2,
      1e9,
      '',
      'api',
      'users',
      'request',
      [],
      {},
      true,
    );
    let allowed = 0;
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), anything, (steps, value) => {
        const scenario = structuredClone(template);
        replaceAnywhere(scenario, steps, value);
        const { ok } = parseScenario(scenario);
        if (ok) allowed += 1;
        expect(satisfies(scenario, schema), JSON.stringify(value)).toBe(ok);
      }),
      { numRuns: 400 },
    );
    expect(allowed).toBeGreaterThan(10);
  });

  it('agrees with the check of a tree with sections, variants and lists', () => {
    const ofRetry = parametersJsonSchema(retrySpecs, {});
    const pieces = fc.record(
      {
        gzip: fc.constantFrom<unknown>(true, 'on', 1, 2, 'yes'),
        weights: fc.array(fc.constantFrom<unknown>(0, 10, 11, '1'), { maxLength: 4 }),
        limits: fc.record({ rate: fc.constantFrom<unknown>(0, 100, 101) }, { requiredKeys: [] }),
        retry: fc.oneof(
          fc.constantFrom<unknown>(true, {}, 1),
          fc.record(
            {
              attempts: fc.constantFrom<unknown>(1, 9, 10, 1.5),
              backoff: fc.constantFrom<unknown>(
                'fixed',
                'linear',
                1,
                { is: 'fixed', pause: 5 },
                { is: 'fixed', base: 5 },
                { is: 'exponential', base: 5, jitter: 'none' },
                { is: 'exponential', jitter: 'half' },
                { pause: 5 },
              ),
            },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    );
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(pieces, (inputs) => {
        const isAllowed = checkInputs(retrySpecs, inputs).length === 0;
        seen[`${isAllowed}`] += 1;
        expect(satisfies(inputs, ofRetry)).toBe(isAllowed);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(30);
  });
});

/** Walks down by the steps and puts `value` where it stops. */
function replaceAnywhere(target: object, steps: fc.Stream<number>, value: unknown): void {
  let place = target as Record<string, unknown>;
  for (const step of steps) {
    const names = Object.keys(place);
    const name = names[step % names.length];
    if (name === undefined) return;
    const below = place[name];
    if (step % 5 === 0 || typeof below !== 'object' || below === null) {
      place[name] = value;
      return;
    }
    place = below as Record<string, unknown>;
  }
}
