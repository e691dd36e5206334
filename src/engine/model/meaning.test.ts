import { describe, expect, it } from 'vitest';
import { meant, parameterThat } from './meaning.ts';
import { listParameters } from './parameter-list.ts';
import type { Fields } from './parameter-spec.ts';

const quantity = { type: 'quantity', unit: 'millis', min: 0, max: 9, default: 1 } as const;
const fields: Fields = {
  pauseMillis: quantity,
  readMillis: { ...quantity, means: 'timeout' },
  writeMillis: { ...quantity, means: 'timeout' },
  startMillis: { ...quantity, means: 'startup' },
};
const parameters = listParameters(fields);
const values = { pauseMillis: 1, readMillis: 2, writeMillis: 3, startMillis: 0 };

describe('a parameter by what it means', () => {
  it('is the first that says so, whatever its name', () => {
    expect(parameterThat({ parameters }, 'timeout')?.path).toBe('readMillis');
    expect(parameterThat({ parameters: [...parameters].reverse() }, 'timeout')?.path).toBe('writeMillis');
    expect(parameterThat({ parameters }, 'load')).toBeUndefined();
  });

  it('has its value, 0 as well, and none if there is no such parameter', () => {
    expect(meant({ parameters, values }, 'timeout')).toBe(2);
    expect(meant({ parameters, values }, 'startup')).toBe(0);
    expect(meant({ parameters, values }, 'load')).toBeUndefined();
    expect(meant({ parameters: [], values }, 'timeout')).toBeUndefined();
  });
});
