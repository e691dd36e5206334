// Declarations of facts against each other, against what the engine tells, and against the page's weight.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/engine/command.ts';
import type { FactDeclaration, ValueSpecs } from '../../src/engine/telemetry/fact.ts';
import { facts, intervals } from '../../src/kinds/facts.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { findImports } from '../support/find-imports.ts';
import { sourceFiles } from '../support/repository.ts';

const declared: readonly (readonly [string, FactDeclaration])[] = Object.entries(facts);

/** The unit of a value, whether it may be absent or not. */
const unitOf = ({ values }: FactDeclaration, name: string) => values[name] ?? values[`${name}?`];

const commands: Readonly<Record<Command['kind'], true>> = {
  crash: true,
  'power-off': true,
  restart: true,
  hang: true,
  slow: true,
  cut: true,
  clear: true,
  heal: true,
  set: true,
};

const typeOf: Readonly<Record<string, string>> = {
  flag: 'boolean',
  component: 'string',
  class: 'string',
  cause: 'string',
  text: 'string',
  texts: 'object',
};

function problemsIn(values: object, specs: ValueSpecs): readonly string[] {
  const given = values as Readonly<Record<string, unknown>>;
  const names = new Set(Object.keys(specs).map((name) => name.replace('?', '')));
  const undeclared = Object.keys(given).filter((name) => !names.has(name));
  const wrong = Object.entries(specs).flatMap(([name, spec]) => {
    const value = given[name.replace('?', '')];
    if (value === undefined) return name.endsWith('?') ? [] : [`${name} is missing`];
    if (typeof spec === 'string') {
      const type = typeOf[spec] ?? 'number';
      return typeof value === type ? [] : [`${name}: ${value} is no ${spec}`];
    }
    if (Array.isArray(spec)) return spec.includes(value) ? [] : [`${name}: ${value}`];
    return problemsIn(value as object, spec as ValueSpecs);
  });
  return [...undeclared, ...wrong];
}

describe('declarations of facts', () => {
  it('begin and end every interval', () => {
    const begun = new Set(declared.map(([, { begins }]) => begins));
    const ended = new Set(declared.flatMap(([, { ends = [] }]) => ends));
    expect([...begun].filter((name) => name !== undefined).sort()).toEqual(Object.keys(intervals).sort());
    expect([...ended].sort()).toEqual(Object.keys(intervals).sort());
  });

  it.each(declared)('%s names only values that it has', (_, fact) => {
    const { subject, named, joins, detects, replaces, costs } = fact;
    const names = [
      ...[named, detects?.named, replaces].filter((name) => name !== undefined),
      ...(subject === 'edge' ? ['to'] : []),
    ];
    const unit = subject === 'class' ? 'class' : subject === 'place' ? 'place' : 'component';
    for (const name of names) expect(unitOf(fact, name), name).toBe(unit);
    for (const name of joins?.by ?? []) expect(unitOf(fact, name), name).toBeDefined();
    for (const name of [costs?.lostWrites, costs?.supersededWrites].filter((one) => one !== undefined))
      expect(unitOf(fact, name), name).toBe('count');
  });

  it.each(declared)('%s is about the same as the facts that begin what it ends', (_, fact) => {
    for (const name of fact.ends ?? []) {
      const beginnings = declared.filter(([, { begins }]) => begins === name);
      for (const [, { subject, named }] of beginnings)
        expect([subject, named]).toEqual([fact.subject, fact.named]);
    }
  });

  it('give a story for every command', () => {
    const obeyed = new Set(declared.flatMap(([, { obeys }]) => (obeys === undefined ? [] : [obeys])));
    expect([...obeyed].sort()).toEqual(Object.keys(commands).sort());
  });

  it('are what the engine tells, value by value', () => {
    const { story } = runLab({
      scenario: 'reference',
      seed: 3,
      until: seconds(90),
      dos: [
        '5s crash api-1 for 5s',
        '6s slow db-replica-1 x20 for 10s',
        '10s cut db-sentinel-1->db-primary both for 5s',
        '20s hang db-primary for 30s',
        '60s crash redis-primary',
        '61s set users.arrivalRate=2000',
        '62s restart redis-primary',
      ],
    });
    const problems = story.flatMap(({ id, kind, values }) =>
      problemsIn(values, facts[kind].values).map((problem) => `${id} ${kind}: ${problem}`),
    );
    expect(problems).toEqual([]);
    expect(new Set(story.map(({ kind }) => kind)).size).toBeGreaterThan(20);
  });

  it('are data: their files import no behaviour, which would come with them into the page', () => {
    const light = /\/(facts|tries|causes)\.ts$|-facts\.ts$/;
    const files = sourceFiles().filter(({ path }) => /^src\/(engine|kinds)\//.test(path) && light.test(path));
    const heavy = files.flatMap(({ path, text }) =>
      findImports(text)
        .filter(({ form, specifier }) => form !== 'type' && !light.test(specifier))
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    expect(files.length).toBeGreaterThan(8);
    expect(heavy).toEqual([]);
  });
});
