import { describe, expect, it } from 'vitest';
import { MarkBuffer } from '../marks/mark-buffer.ts';
import { hitMark } from './hit-test.ts';

const twice = { applyX: (x: number) => 2 * x + 10, applyY: (y: number) => 2 * y };

describe('hitMark', () => {
  const buffer = new MarkBuffer();
  buffer.push(10, 10, 'disc', 1, 7);
  buffer.push(16, 10, 'cross', 1, 8);

  it('finds the nearest mark on screen within reach', () => {
    expect(hitMark(buffer, twice, 31, 20, 8)).toBe(7);
    expect(hitMark(buffer, twice, 38, 24, 8)).toBe(8);
  });

  it('finds none beyond it', () => {
    expect(hitMark(buffer, twice, 30, 30, 8)).toBeUndefined();
    expect(hitMark(buffer, twice, 30, 30, 24)).toBe(7);
    expect(hitMark(new MarkBuffer(), twice, 30, 20, 24)).toBeUndefined();
  });
});
