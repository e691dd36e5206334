import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const names = ['--seed', '--seeds', '--speedup', '--until', '--kill-each'];

it.each<[string, string | undefined]>([
  ['--sed', '--seed'],
  ['--sede', '--seed'],
  ['--seeed', '--seed'],
  ['--untl', '--until'],
  ['--killeach', '--kill-each'],
  ['--kill-aech', '--kill-each'],
  ['--x', undefined],
  ['', undefined],
  ['--'.repeat(100_000), undefined],
])('%s → %s', (typed, meant) => {
  expect(nearest(typed, names)).toBe(meant);
});
