import { describe, expect, it } from 'vitest';
import { hopColumn, hopStride, journeyHeader, journeyHeaderStride } from '../../engine/telemetry/records.ts';
import { tableMeasure } from '../fixtures/table-measure.ts';
import { requestSpans } from './request-spans.ts';
import { layoutWaterfall, type Text } from './waterfall-layout.ts';
import type { WaterfallWords } from './waterfall-words.ts';

const names = ['users', 'balancer-of-the-north', 'api-1', 'api-2', 'db-primary-of-orders'];

type Hop = Partial<Record<keyof typeof hopColumn, number>>;

/** A request that `ended` (-1: is under way), cause 2 = timed out. Times in µs. */
function journeyOf(endedAt: number, cause: number, hops: readonly Hop[]): Float64Array {
  const journey = new Float64Array(journeyHeaderStride + hops.length * hopStride);
  journey[journeyHeader.endedAt] = endedAt;
  journey[journeyHeader.cause] = cause;
  journey[journeyHeader.hops] = hops.length;
  hops.forEach((hop, place) => {
    const base = journeyHeaderStride + place * hopStride;
    for (const name of ['reachedAt', 'startedAt', 'heldSince', 'finishedAt', 'returnedAt'] as const)
      journey[base + hopColumn[name]] = -1;
    journey[base + hopColumn.attempt] = 1;
    for (const [name, value] of Object.entries(hop))
      journey[base + hopColumn[name as keyof typeof hopColumn]] = value;
  });
  return journey;
}

const whole = { reachedAt: 1_000, startedAt: 1_000, finishedAt: 299_000, returnedAt: 300_000 };
const retried = journeyOf(300_000, 0, [
  { ...whole, to: 1, parent: -1, sentAt: 0, startedAt: -1 },
  { from: 1, to: 2, sentAt: 1_000, reachedAt: 1_500, finishedAt: 1_500, returnedAt: 2_000, cause: 1 },
  {
    from: 1,
    to: 3,
    sentAt: 2_000,
    reachedAt: 2_500,
    startedAt: 252_500,
    finishedAt: 298_500,
    returnedAt: 299_000,
    attempt: 2,
  },
  {
    from: 3,
    to: 4,
    parent: 2,
    verb: 4,
    sentAt: 260_000,
    reachedAt: 260_500,
    startedAt: 260_500,
    finishedAt: 298_000,
    returnedAt: 298_500,
  },
]);
const givenUp = journeyOf(300_000, 2, [
  { to: 1, parent: -1, sentAt: 0, reachedAt: 1_000, returnedAt: 300_000, cause: 2 },
  { from: 1, to: 2, sentAt: 1_000, reachedAt: 1_500, startedAt: 1_500, returnedAt: 200_000, cause: 2 },
  { from: 2, to: 4, parent: 1, sentAt: 50_000, returnedAt: -1 },
]);

const words: WaterfallWords = {
  script: 'latin',
  segment: {
    travelling: '',
    queued: '',
    working: '',
    waiting: '',
    confirming: '',
    halted: '',
    lost: '',
    abandoned: '',
  },
  policyNote: { budgetSpent: 'no budget', degraded: 'fallback', errored: 'fallback error' },
  verb: { read: 'read', write: 'write', get: 'look up', put: 'store', signIn: 'sign in' },
  attempt: (number) => `try ${number}`,
  gaveUp: '',
  retry: '',
  playhead: '',
  goesOn: '',
  goesOnForNobody: '',
  segmentLabel: (kind, micros) => [`${kind} ${micros / 1_000} ms`, `${micros / 1_000} ms`],
  rowEnd: ({ cause, sentAt, returnedAt }, until) => {
    const time = `${((returnedAt ?? until) - sentAt) / 1_000} ms`;
    return cause === undefined ? [time] : [`connection ${cause}, ${time}`, time];
  },
  axisTick: (micros) => `${micros / 1_000} ms`,
};
const chinese: WaterfallWords = {
  ...words,
  script: 'cjk',
  verb: { read: '读', write: '写', get: '查缓存', put: '存缓存', signIn: '登录' },
  attempt: (number) => `第 ${number} 次尝试`,
};

const surroundings = { now: 300_000, delayOf: () => 500, haltsOf: () => [] };

interface Placed {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly text: string;
}
const leftAligned = ({ text, x, y, width }: Text): Placed => ({ text, y, left: x, right: x + width });
const rightAligned = ({ text, x, y, width }: Text): Placed => ({ text, y, left: x - width, right: x });

describe('the layout of a waterfall', () => {
  for (const [name, journey] of Object.entries({ retried, givenUp })) {
    for (const language of [words, chinese]) {
      it(`clips no text and lets none meet another, at any width: ${name}, ${language.script}`, () => {
        const spans = requestSpans(journey, surroundings);
        for (let width = 320; width <= 1_200; width += 11) {
          const nameOf = (component: number): string => names[component] ?? '';
          const { rows, ticks } = layoutWaterfall({
            spans,
            nameOf,
            width,
            words: language,
            measure: tableMeasure,
          });
          const lines = rows.map(({ label, end, bars }) => [
            leftAligned(label),
            ...bars.flatMap((bar) => (bar.label ? [leftAligned(bar.label)] : [])),
            rightAligned(end),
          ]);
          const axis = ticks.flatMap(({ label }) => (label ? [leftAligned(label)] : []));
          for (const texts of [...lines, axis]) {
            for (const one of texts) {
              expect(one.left, `${width} ${one.text}`).toBeGreaterThanOrEqual(0);
              expect(one.right, `${width} ${one.text}`).toBeLessThanOrEqual(width);
              const beside = texts.filter((other) => other !== one && Math.abs(other.y - one.y) < 12);
              for (const other of beside)
                expect(
                  other.left >= one.right || other.right <= one.left,
                  `${width} ${one.text} ${other.text}`,
                ).toBe(true);
            }
          }
          for (const { bars, crossX } of rows)
            for (const bar of bars) {
              expect(bar.x + bar.width).toBeLessThanOrEqual(width);
              if (bar.label === undefined || crossX === undefined) continue;
              const { left, right } = leftAligned(bar.label);
              expect(right <= crossX - 6 || left >= crossX + 6, `${width} ${bar.label.text}`).toBe(true);
            }
        }
      });
    }
  }

  it('marks where callers gave up, and leaves open what goes on', () => {
    const spans = requestSpans(givenUp, surroundings);
    const nameOf = (component: number): string => names[component] ?? '';
    const { rows, x } = layoutWaterfall({ spans, nameOf, width: 800, words, measure: tableMeasure });
    expect(rows.map(({ crossX }) => crossX)).toEqual([x(300_000), x(200_000), undefined]);
    expect(rows.map(({ openFrom }) => openFrom)).toEqual([x(300_000), x(300_000), undefined]);
  });
});

describe('the rows of a journey made by hand', () => {
  const kindsOf = (journey: Float64Array) =>
    requestSpans(journey, surroundings).rows.map(({ segments }) =>
      segments.map(({ kind, from, to }) => `${kind} ${from / 1_000}–${to / 1_000}`),
    );

  it('a refused try, a wait in line, work, a call', () => {
    expect(kindsOf(retried)).toEqual([
      ['travelling 0–1', 'waiting 1–299', 'travelling 299–300'],
      ['travelling 1–2'],
      [
        'travelling 2–2.5',
        'queued 2.5–252.5',
        'working 252.5–260',
        'waiting 260–298.5',
        'travelling 298.5–299',
      ],
      ['travelling 260–260.5', 'working 260.5–298', 'travelling 298–298.5'],
    ]);
  });

  it('work goes on for nobody once its caller has left, and a message got lost', () => {
    expect(kindsOf(givenUp)).toEqual([
      ['travelling 0–1', 'waiting 1–200', 'working 200–300'],
      ['travelling 1–1.5', 'working 1.5–50', 'waiting 50–200', 'abandoned 200–300'],
      ['lost 50–200', 'abandoned 200–300'],
    ]);
    const [, , last] = requestSpans(givenUp, surroundings).rows;
    expect(last?.isLost).toBe(true);
  });

  it('a process that hung stands still', () => {
    const hung = {
      ...surroundings,
      haltsOf: (component: number) => (component === 3 ? [[100_000, 255_000] as const] : []),
    };
    const spans = requestSpans(retried, hung);
    expect(spans.rows[2]?.segments.map(({ kind, to }) => `${kind} ${to / 1_000}`)).toEqual([
      'travelling 2.5',
      'queued 100',
      'halted 255',
      'working 260',
      'waiting 298.5',
      'travelling 299',
    ]);
    expect(spans.shares.reduce((sum, { micros }) => sum + micros, 0)).toBe(300_000);
  });
});
