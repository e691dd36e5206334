// The article's limiter on a real Redis, its clock held, against ours of the same defects.
import { describe, it } from 'vitest';
import { article } from '../../src/algorithms/index.ts';
import { microsFromMillis } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('limiter.json');
const { admit, countOf, create } = article.slidingSet;
const [limit, windowMs] = recording.input<string>('limit').match(/\d+/g)!.map(Number) as [number, number];

interface Trace {
  readonly offsetsMs?: readonly number[];
  readonly result?: Readonly<Record<string, string>>;
}

const parts = recording.peek<Record<string, Trace>>();
const traces = Object.keys(parts).filter((name) => parts[name]?.offsetsMs !== undefined);
const elsewhere = 'compared in test/conformance/limiter.test.ts';

describe('slidingSet', () => {
  it.each(traces)('%s', (name) => {
    const offsets = recording.input<number[]>(name, 'offsetsMs').map(microsFromMillis);
    const s = create({ limit, window: microsFromMillis(windowMs) });
    const answers = offsets.map((now) => admit(s, 'client', now));
    recording.equal([name, 'result', 'seed_zset'], answers.map((allowed) => (allowed ? '.' : 'x')).join(''));
    recording.equal([name, 'allowed', 'seed_zset'], answers.filter(Boolean).length);
    recording.equal([name, 'zcardAtEnd'], countOf(s, 'client', offsets.at(-1) as number));
  });

  it('leaves nothing out', () => {
    for (const name of traces) {
      for (const other of Object.keys(parts[name]?.result ?? {})) {
        if (other === 'seed_zset') continue;
        for (const kind of ['result', 'allowed']) recording.notComparable([name, kind, other], elsewhere);
      }
    }
    for (const name of ['legend', 'verification', 'versions']) recording.note(name);
    for (const name of ['real_http', 'skipSuccessful']) recording.notComparable([name], elsewhere);
    recording.expectNothingSkipped();
  });
});
