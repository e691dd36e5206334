// docs/figures.json: what `npm run stats` found. One line a figure and a sample, numbers to nine significant digits, so
// that a change reads as a difference of lines and not as noise of the last bit.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../src/base/assert.ts';
import { root } from '../support/repository.ts';
import type { Figure, Sample, Statistic } from './statistic.ts';

export interface Entry {
  readonly name: string;
  readonly what: string;
  readonly source: string;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly figures: readonly Figure[];
  /** What the first seeds measured, each. */
  readonly first: readonly Sample[];
}

const path = join(root, 'docs/figures.json');

export function readFigures(): readonly Entry[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Entry[]) : [];
}

export function writeFigures(entries: readonly Entry[]): void {
  writeFileSync(path, format(entries));
}

export function entryOf(statistic: Statistic, samples: readonly Sample[]): Entry {
  const { name, what, source, firstSeed, seeds, checkedSeeds } = statistic;
  const figures = statistic.judge(samples);
  return rounded({ name, what, source, firstSeed, seeds, figures, first: samples.slice(0, checkedSeeds) });
}

/** As the file holds it. */
export function rounded<Plain>(plain: Plain): Plain {
  return JSON.parse(
    JSON.stringify(plain, (key, value: unknown) => {
      if (typeof value !== 'number') return value;
      assert(Number.isFinite(value), `${key} = ${value}: a figure is finite`);
      return Number(value.toPrecision(9));
    }),
  ) as Plain;
}

export function format(entries: readonly Entry[]): string {
  return `[\n${entries.map(formatEntry).join(',\n')}\n]\n`;
}

function formatEntry({ figures, first, ...head }: Entry): string {
  const fields = Object.entries(head).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const list = (name: string, items: readonly unknown[]): string => {
    const lines = items.map((item) => `\n      ${JSON.stringify(item)}`).join(',');
    return `    ${JSON.stringify(name)}: [${lines}${lines === '' ? '' : '\n    '}]`;
  };
  return `  {\n${[...fields, list('figures', figures), list('first', first)].join(',\n')}\n  }`;
}
