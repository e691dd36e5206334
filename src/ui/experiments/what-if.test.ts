import { describe, expect, it } from 'vitest';
import { againWith } from './what-if.ts';

const change = { kind: 'set', path: 'sentinel.downAfterMillis', value: 500 } as const;
const kill = (at: number) => ({ at, command: { kind: 'crash', component: 'db-primary' } }) as const;

describe('the same fault with one change', () => {
  it('changes a second earlier, and repeats the fault just before the log already holds it', () => {
    expect(againWith(change, [kill(30_000_000)])).toEqual([
      { at: 28_999_999, command: change },
      { at: 29_999_999, command: kill(0).command },
    ]);
  });

  it('never reaches before the beginning', () => {
    expect(againWith(change, [kill(400_000)]).map(({ at }) => at)).toEqual([0, 399_999]);
  });

  it('is nothing without a fault', () => {
    expect(againWith(change, [])).toEqual([]);
  });
});
