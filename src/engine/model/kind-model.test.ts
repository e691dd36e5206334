import { expect, it } from 'vitest';
import { idleFaults, processFaults } from './kind-model.ts';

it('a process that serves can suffer every fault, one that serves nothing itself cannot be slow', () => {
  expect(processFaults).toEqual(['crash', 'power-off', 'restart', 'hang', 'slow']);
  expect(idleFaults).toEqual(['crash', 'power-off', 'restart', 'hang']);
});
