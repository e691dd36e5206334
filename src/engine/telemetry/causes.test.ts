import { describe, expect, it } from 'vitest';
import { cause, causes, causesThat, failureCauses, rejections } from './causes.ts';

describe('the codes of causes', () => {
  it('are their places in the list, and 0 is none', () => {
    expect(cause.none).toBe(0);
    failureCauses.forEach((name, code) => {
      expect([cause[name], failureCauses[cause[name]]]).toEqual([code, name]);
    });
    expect(Object.keys(cause)).toHaveLength(failureCauses.length);
  });

  it('are found by what is declared', () => {
    const givenUp = causesThat(({ isGivenUp }) => isGivenUp);
    expect([...givenUp]).toEqual([cause.timedOut]);
    expect([...causesThat(() => false)]).toEqual([]);
    expect(causesThat(() => true).size).toBe(failureCauses.length);
    for (const name of failureCauses)
      expect(rejections.has(cause[name]), name).toBe('isRejection' in causes[name]);
  });
});

describe('a declaration', () => {
  it('lets a call go elsewhere only if no work can have been done and its caller still waits', () => {
    const elsewhere = causesThat(({ mayGoElsewhere }) => mayGoElsewhere);
    expect([...elsewhere]).toEqual([cause.refused, cause.tooManyConnections]);
    for (const code of elsewhere) expect(causes[failureCauses[code]!]).not.toHaveProperty('isGivenUp');
  });
});
