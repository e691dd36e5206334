import { describe, expect, it } from 'vitest';
import { afterDrag, resized } from './sheet-size.ts';

describe('the sheet', () => {
  it('has a lowest and a highest place', () => {
    expect(resized('low', -1)).toBe('low');
    expect(resized('low', 1)).toBe('half');
    expect(resized('full', 1)).toBe('full');
  });

  it('stays after a slip of the finger, moves one place after a drag, two after a long one', () => {
    expect(afterDrag('half', 20)).toBe('half');
    expect(afterDrag('half', 90)).toBe('full');
    expect(afterDrag('half', -90)).toBe('low');
    expect(afterDrag('full', -500)).toBe('low');
    expect(afterDrag('low', 500)).toBe('full');
  });
});
