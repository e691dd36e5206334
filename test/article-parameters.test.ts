/**
 * Numbers of the article that this simulator stands on today, each with the place that carries it and a test that shows its
 * effect. Without `template`, `path` begins with a kind and names a default.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listParameters } from '../src/engine/model/parameter-list.ts';
import { models } from '../src/kinds/models.ts';
import { isTemplateId } from '../src/scenario/templates/index.ts';
import { blueprintOf } from './support/engine-lab.ts';
import { root } from './support/repository.ts';

interface Entry {
  readonly row: number;
  /** A few characters of the article, with the number as written there. */
  readonly quote: string;
  readonly value: number;
  readonly unit: keyof typeof units;
  readonly template?: string;
  readonly path: string;
  readonly test: string;
}

/** Ours to one of the article's. */
const units = { count: 1, components: 1, ms: 1, s: 1_000, min: 60_000, '%': 0.01 } as const;
/** The article's systems, numbered in its order, of which numbers are carried so far. */
const rows: Readonly<Record<number, string>> = {
  9: 'levels of availability',
  10: 'failover by sentinels',
  13: 'circuit breaker',
  18: 'nginx upstream',
  20: 'timeouts and retries',
  22: 'example architecture',
};

const entries = JSON.parse(
  readFileSync(join(root, 'test/article-parameters.json'), 'utf8'),
) as readonly Entry[];

function defaultOf(path: string): number | undefined {
  const kind = Object.values(models).find(({ name }) => path.startsWith(`${name}.`));
  const own = kind && path.slice(kind.name.length + 1);
  return kind && listParameters(kind.parameters).find((spec) => spec.path === own)?.default;
}

/** A parameter in force, how many components a group has (`database replica`: of that role), or the objective. */
function inTemplate(template: string, path: string): number | undefined {
  if (!isTemplateId(template)) return undefined;
  const { components, objectives } = blueprintOf(template);
  if (path === 'objectives.availability') return objectives.availability;
  const [owner = '', role] = (path.split('.')[0] ?? '').split(' ');
  const named = components.filter(({ id, group }) => id === owner || group === owner);
  const members = role === undefined ? named : named.filter((one) => one.role === role);
  if (!path.includes('.')) return members.length;
  const values = new Set(members.map((one) => one.values[path.slice(owner.length + 1)]));
  return values.size === 1 ? [...values][0] : undefined;
}

describe.each(entries)('row $row: $quote at $path', ({ row, quote, value, unit, template, path, test }) => {
  it('is a number of the article, in a few characters', () => {
    expect(rows[row]).toBeDefined();
    expect(quote.length).toBeLessThanOrEqual(30);
    expect(quote).toMatch(new RegExp(`(?<![\\d.])${value}(?![\\d]|\\.\\d)`));
  });

  it('is the value here', () => {
    const ours = template === undefined ? defaultOf(path) : inTemplate(template, path);
    expect(ours).toBeCloseTo(value * units[unit], 9);
  });

  it('is shown by a test', () => {
    expect(test).toMatch(/\.test\.ts$/);
    expect(existsSync(join(root, test)), test).toBe(true);
  });
});

it('lists a place once', () => {
  const places = entries.map(({ template, path }) => `${template ?? ''} ${path}`);
  expect(new Set(places).size).toBe(places.length);
});
