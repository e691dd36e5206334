// Who turned a rejected request away, and how the two languages say it.
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../test/support/engine-lab.ts';
import { spansOf } from '../../../test/support/spans-of.ts';
import { requestText } from '../../i18n/request-text.ts';
import { factsOf, timeShares } from './request-facts.ts';

const names = ['users', 'lb', 'api-1', 'api-2', 'api-3', 'api-4', 'payment', 'database'];

function rejected(cause: string, sets: readonly string[], dos: readonly string[]) {
  const all = spansOf({ scenario: 'breaker', seed: 1, until: seconds(8), sets, dos });
  const spans = all.find((one) => one.cause === cause);
  if (spans === undefined) throw new Error(`nothing ended as ${cause}`);
  const facts = factsOf(spans, names);
  const said = (['en', 'zh'] as const).map((language) =>
    requestText[language].insight(timeShares(facts), facts.rejectedBy),
  );
  const ends = (['en', 'zh'] as const).map(
    (language) => requestText[language].waterfall.rowEnd(spans.rows.at(-1)!, spans.until)[0],
  );
  return { facts, said, ends };
}

describe('a rejected request', () => {
  it('at a full queue was turned away there, and not only on its way', () => {
    const { facts, said } = rejected('rejectedByFullQueue', ['api.slots=1', 'api.queueCapacity=0'], []);
    const place = facts.rejectedBy?.place;
    expect(place).toMatch(/^api-\d$/);
    expect(facts.parts.map(({ kind }) => kind)).toEqual(['travelling']);
    expect(said).toEqual([`${place} turned it away before any work on it.`, `${place} 没有处理就拒绝了它。`]);
  });

  it('at an open breaker was turned away by the server that would have sent on, as its last row says', () => {
    const sets = ['api.serviceTimeoutMillis=300'];
    const { facts, said, ends } = rejected('rejectedByBreaker', sets, ['1s hang payment']);
    const place = facts.rejectedBy?.place;
    expect(facts.rejectedBy).toEqual({ place: expect.stringMatching(/^api-\d$/), isUnsent: true });
    expect(said).toEqual([
      `${place} turned it away: what it wanted of others was never sent.`,
      `${place} 拒绝了它：要向别处发的调用没有发出。`,
    ]);
    expect(ends).toEqual(['breaker open: not sent', '熔断器已打开，没有发出']);
  });

  it('is no other failure', () => {
    const { facts, ends } = rejected('timedOut', ['api.serviceTimeoutMillis=300'], ['1s hang payment']);
    expect(facts.rejectedBy).toBeUndefined();
    expect(ends).toEqual(['timed out, 300 ms', '超时，300 ms']);
  });
});
