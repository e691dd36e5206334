// A character outside the shipped subset would fall back to whatever font the machine has, or to a box.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { usedCharacters } from '../scripts/fonts/characters.mjs';
import { root } from './support/repository.ts';

it('ships every Chinese character the source uses', () => {
  const covered = new Set(readFileSync(join(root, 'src/ui/fonts/subset.txt'), 'utf8'));
  const missing = usedCharacters(join(root, 'src')).filter((character) => !covered.has(character));
  expect(missing.join(''), 'characters missing from the font subset: run `npm run fonts`').toBe('');
});
