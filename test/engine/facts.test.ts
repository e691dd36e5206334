// Declarations of facts against each other, against what the engine tells, and against the page's weight.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/engine/command.ts';
import type { FactDeclaration } from '../../src/engine/telemetry/fact.ts';
import {
  doesHarm,
  type Facts,
  facts,
  intervals,
  type StoryKind,
  type ValuesOf,
} from '../../src/kinds/facts.ts';
import { valueNamed } from '../../src/session/story/spans.ts';
import { runLab, seconds } from '../support/engine-lab.ts';
import { findImports } from '../support/find-imports.ts';
import { sourceFiles } from '../support/repository.ts';

const declared: readonly (readonly [string, FactDeclaration])[] = Object.entries(facts);

type NamedBy<Fact> =
  | (Fact extends { readonly named: infer Name } ? Name : never)
  | (Fact extends { readonly subject: 'edge' } ? 'to' : never)
  | (Fact extends { readonly replaces: infer Name } ? Name : never)
  | (Fact extends { readonly detects: { readonly named: infer Name } } ? Name : never)
  | (Fact extends { readonly joins: { readonly by: readonly (infer Name)[] } } ? Name : never)
  | (Fact extends { readonly costs: Readonly<Record<string, infer Name>> } ? Name : never);

/** Kinds that name a value which they do not have. */
type Misnamed = {
  [Kind in StoryKind]: NamedBy<Facts[Kind]> extends keyof ValuesOf<Kind> ? never : Kind;
}[StoryKind];

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

describe('declarations of facts', () => {
  it('begin and end every interval', () => {
    const begun = new Set(declared.map(([, { begins }]) => begins));
    const ended = new Set(declared.flatMap(([, { ends = [] }]) => ends));
    expect([...begun].filter((name) => name !== undefined).sort()).toEqual(Object.keys(intervals).sort());
    expect([...ended].sort()).toEqual(Object.keys(intervals).sort());
  });

  it('name only values that they have, which the compiler checks', () => {
    const misnamed: [Misnamed] extends [never] ? 'none' : Misnamed = 'none';
    expect(misnamed).toBe('none');
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

  it('say which commands do harm: not those that repair, nor a change of a parameter', () => {
    const harmful = (Object.keys(commands) as (keyof typeof commands)[]).filter(doesHarm);
    expect(harmful.sort()).toEqual(['crash', 'cut', 'hang', 'power-off', 'slow']);
  });

  it('name what a told fact has: its subject, what it detects and replaces, what it counts', () => {
    const { story, blueprint } = runLab({
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
    const ids = new Set(blueprint.components.map(({ id }) => id));
    const named = story.flatMap((event) => {
      const { subject, named, detects, replaces } = facts[event.kind] as FactDeclaration;
      const names = [subject === 'component' ? named : undefined, detects?.named, replaces];
      return names.flatMap((name) => (name === undefined ? [] : [valueNamed(event, name)]));
    });
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((id) => !ids.has(String(id)))).toEqual([]);
    expect(new Set(story.map(({ kind }) => kind)).size).toBeGreaterThan(20);
  });

  it('are data: their files import no behaviour, which would come with them into the page', () => {
    const light = /\/(fact|facts|tries|causes)\.ts$|-facts\.ts$/;
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
