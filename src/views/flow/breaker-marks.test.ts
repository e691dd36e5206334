// Where breakers that are not closed are marked: on the wire to whom they keep calls from, once for wires that end in one.
import { describe, expect, it } from 'vitest';
import type { OpenBreaker } from '../../session/story/open-breakers.ts';
import { verticalDescription } from '../fixtures/descriptions.ts';
import { englishWords } from '../fixtures/sample-words.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { pathThrough } from '../layout/flow-path.ts';
import { layoutFlow } from '../layout/layout-flow.ts';
import { breakerMarks, markPlace } from './breaker-marks.ts';

const open = (caller: string, isHalfOpen = false): OpenBreaker => ({
  caller,
  dependency: 'database',
  isHalfOpen,
  since: 1,
});
const room = { words: englishWords, measure: tableMeasure };
const layout = layoutFlow(verticalDescription, { width: 810, height: 486 }, room);
const primary = (n: number): string => `api-${n}->db-primary`;
const isInside = ({ x, y }: { x: number; y: number }): boolean =>
  layout.cards.some(
    (card) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height,
  );

describe('the mark of a breaker', () => {
  it('is not there while all are closed', () => {
    expect(breakerMarks(layout, new Map())).toEqual([]);
  });

  it('is one for all callers whose wires end in one, on no card', () => {
    const all = new Map([1, 2, 3, 4].map((n) => [primary(n), open(`api-${n}`)] as const));
    const marks = breakerMarks(layout, all);
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({ state: 'open', isWhole: true });
    expect(isInside(marks[0]!)).toBe(false);
  });

  it('says that others are closed, and is half-open only if none is open', () => {
    expect(breakerMarks(layout, new Map([[primary(1), open('api-1', true)]]))).toMatchObject([
      { state: 'halfOpen', isWhole: false },
    ]);
    const both = new Map([
      [primary(1), open('api-1', true)],
      [primary(2), open('api-2')],
    ]);
    expect(breakerMarks(layout, both)).toMatchObject([{ state: 'open', isWhole: false }]);
  });

  it('stands behind the last corner of a wire, and on one without corners before its middle', () => {
    const corners = pathThrough([
      { x: 0, y: 0 },
      { x: 50, y: 0 },
      { x: 50, y: 80 },
      { x: 100, y: 80 },
    ]);
    expect(markPlace(corners)).toEqual({ x: 58, y: 80 });
    const straight = pathThrough([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ]);
    expect(markPlace(straight)).toEqual({ x: 40, y: 0 });
  });
});
