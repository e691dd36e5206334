import { describe, expect, it } from 'vitest';
import { hopsOf, runLab } from '../../../test/support/engine-lab.ts';
import { mm1 } from '../../scenario/templates/mm1.ts';
import { runForTheory } from '../testing/theory-lab.ts';
import type { AssumptionId } from './assumptions.ts';
import { littlesLaw } from './littles-law.ts';
import { joinSamples, readSamples } from './samples.ts';
import type { TheoryCheck } from './theory-check.ts';

const at = (seconds: number): number => seconds * 1_000_000;
const seed = 20_261_102;

const reasonOf = (check: TheoryCheck | undefined, id: AssumptionId) =>
  check?.queue?.assumptions.find((assumption) => assumption.id === id)?.reason;
const broken = (check: TheoryCheck | undefined) =>
  check?.queue?.assumptions.filter(({ holds }) => holds === 'doesNotHold').map(({ id }) => id);

describe('assumptions', () => {
  const vertical = runForTheory({ scenario: 'vertical', seed, until: at(40) });
  const api = ['api-1', 'api-2', 'api-3', 'api-4'];

  it('all hold at a station straight behind its users', () => {
    const check = runForTheory({ scenario: 'mmc', seed, until: at(30) }).check(['station']);
    expect(broken(check)).toEqual([]);
    expect(check?.queue).toMatchObject({ assumptionsHold: 'holds', nobodyWaited: false });
  });

  it('break at an app server: dealt in turn, and its slot waits for the database', () => {
    const check = vertical.check(['api-1']);
    expect(broken(check)).toEqual(['poisson', 'exponential', 'independent']);
    expect(reasonOf(check, 'poisson')).toMatchObject({ kind: 'dealtInTurn', balancer: 'lb', servers: 4 });
    expect(reasonOf(check, 'independent')).toEqual({ kind: 'waitsForOthers', callees: ['database'] });
    // Every fourth of a Poisson stream: counts vary a quarter as much. 36 s or more, so within about ± 0.15.
    const reason = reasonOf(check, 'poisson');
    if (reason?.kind !== 'dealtInTurn' || reason.dispersion === undefined) throw new Error('not measured');
    expect(reason.dispersion.measured).toBeGreaterThan(0.1);
    expect(reason.dispersion.measured).toBeLessThan(reason.dispersion.low);
  });

  it('of a group: separate lines, equal shares, and what one shared line would do', () => {
    const check = vertical.check(api);
    const one = vertical.check(['api-1']);
    expect(reasonOf(check, 'line')).toEqual({ kind: 'ownLines', members: 4 });
    expect(reasonOf(check, 'even')).toMatchObject({ kind: 'dealtEvenly' });
    expect(check?.queue?.load.arrivalRate).toBeCloseTo(one?.queue?.load.arrivalRate ?? 0, 0);
    expect(check?.queue?.sharedWaiting).toBeLessThan(check?.queue?.comparisons.waiting.theory ?? 0);
  });

  it('of the database: the primary is written to, replicas are read, both called by servers', () => {
    for (const node of ['db-primary', 'db-replica-1'])
      expect(broken(vertical.check([node])), node).toEqual(['poisson']);
    const waiting = runForTheory({
      scenario: 'vertical',
      seed,
      until: at(20),
      sets: ['database.waitForReplicas=1'],
    });
    expect(reasonOf(waiting.check(['db-primary']), 'exponential')).toEqual({
      kind: 'replicasConfirm',
      replicas: 1,
    });
  });

  it('see a full line, failures and overload', () => {
    const check = runForTheory({
      scenario: 'mm1',
      seed,
      until: at(30),
      sets: ['users.arrivalRate=150', 'station.queueCapacity=20'],
    }).check(['station']);
    expect(broken(check)).toEqual(['stable', 'room', 'served']);
    expect(check?.queue?.comparisons.waiting.theory).toBeUndefined();
    expect(check?.queue?.agreement).toBe('unknown');
  });

  it('wait for enough calls and enough time', () => {
    const few = runForTheory({ scenario: 'mm1', seed, until: at(30), sets: ['users.arrivalRate=4'] });
    expect(reasonOf(few.check(['station']), 'samples')).toMatchObject({ kind: 'fewCalls', needed: 200 });
    const short = runForTheory({ scenario: 'mm1', seed, until: at(12) }).check(['station']);
    expect(reasonOf(short, 'samples')).toMatchObject({ kind: 'shortWindow' });
    expect(short?.queue).toMatchObject({ agreement: 'unknown' });
    expect(short?.queue?.comparisons.waiting.measured.low).toBeUndefined();
  });

  it('nobody waits at a tenth of full load: an upper bound, and theory under it', () => {
    const { waiting } = vertical.check(['api-1'])?.queue?.comparisons ?? {};
    expect(waiting?.measured.value).toBe(0);
    expect(waiting?.measured.high).toBeGreaterThan(waiting?.theory ?? 1);
    expect(waiting?.agreement).toBe('agrees');
  });

  it('recorded arrivals are not Poisson', () => {
    const run = runForTheory({ scenario: 'mm1', seed, until: at(30) });
    const input = run.input(['station']);
    const description = { ...input.description, arrivals: 'tape' as const };
    expect(run.checkInput({ ...input, description })?.queue?.assumptions[0]?.reason).toEqual({
      kind: 'replayed',
    });
  });

  it('say nothing of what has no slots, or gets no calls', () => {
    expect(vertical.check(['lb'])).toMatchObject({ queue: undefined, members: 1 });
    expect(vertical.check(['lb'])?.littlesLaw?.inSystem).toBeGreaterThan(0);
    expect(vertical.check(['sentinel-1'])).toBeUndefined();
    expect(vertical.check(['api-1'], at(0.5))).toBeUndefined();
  });
});

describe("Little's law over a window", () => {
  // A slow server, not a hung one: a journey ends with its request and would not tell how long abandoned work went on.
  it('differs by the age of the calls that the edges cut, as journeys say', () => {
    const [from, to] = [11, 23];
    const options = { scenario: 'vertical', seed, until: at(30), dos: ['8s slow api-2 x6 for 6s'] } as const;
    const { history, input } = runForTheory(options);
    const lab = runLab({ ...options, dos: [...options.dos, '25s set users.arrivalRate=0'] });
    expect(lab.engine.totals().journeyRatio).toBe(1);
    const hops = lab.journeys.flatMap((journey) => hopsOf(journey));
    for (const id of ['lb', 'api-1', 'api-2', 'db-primary']) {
      const [index = -1] = input([id]).members;
      const window = joinSamples(readSamples(history, [{ index, id }], from, to));
      if (window === undefined) throw new Error(id);
      const law = littlesLaw(history, [{ index, id }], window);
      const insideAt = (time: number) =>
        hops
          .filter((hop) => hop.to === index && hop.reachedAt >= 0)
          .filter((hop) => hop.reachedAt < time && (hop.finishedAt < 0 || hop.finishedAt >= time))
          .map((hop) => (time - hop.reachedAt) / 1_000_000);
      for (const [edge, second] of [
        [law?.edges?.start, from],
        [law?.edges?.end, to],
      ] as const) {
        const ages = insideAt(at(second));
        expect(edge?.calls, `${id} at ${second}`).toBe(ages.length);
        expect(edge?.age, `${id} at ${second}`).toBeCloseTo(
          ages.reduce((sum, age) => sum + age, 0),
          6,
        );
      }
      const { start, end } = law?.edges ?? {};
      const change = ((end?.age ?? 0) - (start?.age ?? 0)) / (to - from);
      expect(law?.difference, id).toBeCloseTo(change, 9);
      expect((law?.inSystem ?? 0) - (law?.rate ?? 0) * (law?.response ?? 0), id).toBeCloseTo(change, 9);
    }
  });

  it('is exact over the whole of a run that has run empty', () => {
    const { history, input } = runForTheory({
      scenario: { ...mm1, seed },
      seed,
      until: at(70),
      dos: ['60s set users.arrivalRate=0'],
    });
    const members = input(['station']).description.components.filter(({ id }) => id === 'station');
    const window = joinSamples(readSamples(history, members, 0, 70));
    if (window === undefined) throw new Error('no rows');
    expect(window.arrived).toBe(window.ended);
    expect(littlesLaw(history, members, window)?.difference).toBeCloseTo(0, 9);
  });
});
