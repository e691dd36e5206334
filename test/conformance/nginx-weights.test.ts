// nginx 1.22.1: current and effective weight after each pick and each failure, while server A resets its connections.
import { describe, it } from 'vitest';
import { peerOf } from '../../src/algorithms/balancing/peers.ts';
import { weightedRoundRobin } from '../../src/algorithms/index.ts';
import { openRecording } from '../support/recording.ts';

const now = 0;

interface Row {
  readonly tried: string;
  readonly events: readonly (readonly [event: 'cw' | 'ewAfterFail', weight: number])[];
  /** A's effective weight when the request is over. */
  readonly effectiveWeight: number;
}

/** Requests one after the other; A fails the `failing`, and each goes on until somebody answers. */
function serve(
  weights: readonly number[],
  maxFails: number,
  failing: readonly [first: number, last: number],
  requests: number,
): Row[] {
  const servers = weights.map((weight, place) => ({ id: 'ABC'[place] as string, weight, maxFails }));
  const s = weightedRoundRobin.create({ servers });
  return Array.from({ length: requests }, (_, index) => {
    const tried: string[] = [];
    const events: Row['events'][number][] = [];
    for (let failed = true; failed; ) {
      const id = weightedRoundRobin.pick(s, { now, tried: new Set(tried) }) as string;
      const peer = peerOf(s, id);
      tried.push(id);
      events.push(['cw', peer.currentWeight]);
      failed = id === 'A' && index + 1 >= failing[0] && index + 1 <= failing[1];
      weightedRoundRobin.release(s, id, { now, outcome: failed ? 'failed' : 'ok' });
      if (failed) events.push(['ewAfterFail', peer.effectiveWeight]);
    }
    return { tried: tried.join('>'), events, effectiveWeight: peerOf(s, 'A').effectiveWeight };
  });
}

/** The figures of the recording's own check: A's weight from the last failing request on. */
function recovery(weight: number, last: number, rows: readonly Row[]) {
  const recovered = rows.findIndex((row, index) => index + 1 >= last && row.effectiveWeight === weight) + 1;
  const during = rows.slice(last, recovered);
  const dealt = during.filter(({ tried }) => tried === 'A').length;
  return {
    min_effective_weight: Math.min(...rows.map(({ effectiveWeight }) => effectiveWeight)),
    recovered_at_request: recovered,
    share_A_during_recovery: `${dealt}/${during.length}`,
  };
}

describe('effective weight', () => {
  const recording = openRecording('nginx.json', 'b_health', 'effective_weight');
  const verified = openRecording('nginx.json', 'verification', 'effective_weight');

  interface Script {
    readonly weights: readonly number[];
    readonly max_fails: number;
    readonly A_resets_on_requests: readonly [first: number, last: number];
    readonly rows: readonly (readonly [request: number, tried: string, status: number, events: unknown])[];
  }

  const compareFigures = (name: string, figures: ReturnType<typeof recovery>): void => {
    verified.note(`ew.${name}`, 'ok');
    for (const [figure, value] of Object.entries(figures)) verified.equal([`ew.${name}`, figure], value);
  };

  it.each(Object.keys(recording.peek<object>()))('%s', (name) => {
    recording.note(name, 'note');
    // Its failTimeout is far longer than the script lasts, so time may stand still.
    for (const input of ['weights', 'max_fails', 'fail_timeout', 'A_resets_on_requests'])
      recording.input(name, input);
    const { weights, max_fails, A_resets_on_requests, ...script } = recording.peek<Script>(name);
    const rows = serve(weights, max_fails, A_resets_on_requests, script.rows.length);
    rows.forEach(({ tried, events }, index) => {
      recording.equal([name, 'rows', index, 0], index + 1);
      recording.equal([name, 'rows', index, 1], tried);
      recording.judged([name, 'rows', index, 2], script.rows[index]?.[2] === 200, 'somebody answered');
      recording.equal([name, 'rows', index, 3], events);
    });
    compareFigures(name, recovery(weights[0] as number, A_resets_on_requests[1], rows));
  });

  it('60/30/10, whose rows are not there: with requests 6 to 8 failing, which the figures do not say', () => {
    const last = 36 - 28;
    compareFigures('ew_60_30_10_mf4', recovery(60, last, serve([60, 30, 10], 4, [6, last], 80)));
  });

  it('skips nothing', () => {
    recording.expectNothingSkipped();
    verified.expectNothingSkipped();
  });
});
