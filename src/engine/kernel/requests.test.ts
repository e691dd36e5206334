import { describe, expect, it } from 'vitest';
import { Requests } from './requests.ts';

/** Every column of a row. */
const rowOf = (requests: Requests, row: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(requests)
      .filter((entry): entry is [string, Float64Array] => ArrayBuffer.isView(entry[1]))
      .map(([name, column]) => [name, column[row] as number]),
  );
const liveOf = (requests: Requests): readonly number[] => {
  const live: number[] = [];
  requests.forEachLive((request) => live.push(request));
  return live;
};

/** What is drawn for a request, which whoever opens it writes. */
function draw(requests: Requests, request: number, first: number): void {
  requests.class[request] = first % 2;
  requests.key[request] = first + 1;
  requests.client[request] = first + 2;
}

describe('a request', () => {
  it('begins without calls and unwritten, whoever had its row before', () => {
    const requests = new Requests();
    const before = requests.open(9, 5, 70);
    const columns = [
      'firstCall',
      'lastCall',
      'isSampled',
      'isStale',
      'isDegraded',
      'writeNode',
      'writeLineage',
    ] as const;
    for (const name of [...columns, 'writeOffset', 'writtenAt'] as const) requests[name][before] = 77;
    requests.close(before);
    expect(requests.open(3, 2 ** 40, 80)).toBe(before);
    expect(rowOf(requests, before)).toEqual({
      ordinal: 2 ** 40,
      class: 0,
      key: 0,
      client: 0,
      users: 3,
      arrivedAt: 80,
      firstCall: -1,
      lastCall: -1,
      isSampled: 0,
      isStale: 0,
      isDegraded: 0,
      writeNode: 0,
      writeLineage: 0,
      writeOffset: 0,
      writtenAt: 0,
    });
  });

  it('is live from its opening to its close, the first of all too', () => {
    const requests = new Requests();
    for (let ordinal = 0; ordinal < 4; ordinal += 1) requests.open(0, ordinal, ordinal);
    expect(liveOf(requests)).toEqual([0, 1, 2, 3]);
    requests.close(0);
    requests.close(2);
    expect([liveOf(requests), requests.slots.live]).toEqual([[1, 3], 2]);
    expect([requests.open(0, 9, 9), liveOf(requests)]).toEqual([2, [1, 2, 3]]);
  });
});

describe('the table', () => {
  it('grows, and its rows keep what they held', () => {
    const requests = new Requests();
    for (let ordinal = 0; ordinal < 300; ordinal += 1) {
      const request = requests.open(ordinal % 7, ordinal, 10 * ordinal);
      draw(requests, request, ordinal);
      requests.writeOffset[request] = ordinal + 3;
    }
    for (let ordinal = 0; ordinal < 300; ordinal += 1)
      expect(rowOf(requests, ordinal)).toMatchObject({
        ordinal,
        users: ordinal % 7,
        arrivedAt: 10 * ordinal,
        class: ordinal % 2,
        key: ordinal + 1,
        client: ordinal + 2,
        firstCall: -1,
        writeOffset: ordinal + 3,
      });
  });

  it('is loaded as it was saved: every column, which rows are free, and which is next', () => {
    const requests = new Requests();
    for (let ordinal = 0; ordinal < 200; ordinal += 1) draw(requests, requests.open(1, ordinal, 1), ordinal);
    Object.values(requests)
      .filter((column): column is Float64Array => ArrayBuffer.isView(column))
      .forEach((column, place) => {
        column[150] = 20 + place;
      });
    requests.close(40);
    requests.close(30);
    const before = rowOf(requests, 150);
    expect(Object.values(before)).toEqual(Object.keys(before).map((_, place) => 20 + place));
    const saved = requests.save();
    requests.open(0, 999, 0);
    requests.close(150);
    const loaded = new Requests();
    for (let n = 0; n < 60; n += 1) loaded.open(5, 5, 5);
    loaded.load(saved);
    expect(rowOf(loaded, 150)).toEqual(before);
    expect(liveOf(loaded)).toHaveLength(198);
    expect([loaded.ordinal[30], loaded.ordinal[40]]).toEqual([-1, -1]);
    expect([loaded.open(0, 7, 7), loaded.open(0, 8, 8), loaded.open(0, 9, 9)]).toEqual([30, 40, 200]);
  });
});
