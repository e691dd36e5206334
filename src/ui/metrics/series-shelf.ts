/**
 * Series of the branch on screen, remade when its history has changed and kept when another branch is shown: they are
 * then its ghost.
 */
import type { RunDescription } from '../../engine/description.ts';
import type { HistoryView, Session, SessionState } from '../../session/session-contract.ts';
import type { Series } from '../../views/charts/chart-types.ts';
import { type Metric, metrics } from './metric.ts';
import { metricSeries } from './metric-series.ts';

type Sheet = Readonly<Record<Metric, readonly Series[]>>;

const pauseMillis = 250;

export interface SeriesShelf {
  /** Rises whenever what it holds has changed. */
  readonly edition: number;
  /** Looks for news; cheap when there is none. While time passes fast, four times a second is often enough. */
  refresh(wallMillis: number): void;
  series(metric: Metric): readonly Series[];
  /** Of the branch that the present one left, or else the one seen last. */
  ghost(metric: Metric): readonly Series[] | undefined;
}

type Quantile = HistoryView['latencyQuantile'];

/** A finished second's quantile does not change while the log stays as it is; an hour has 7,200 of them. */
function rememberQuantiles(session: Session): (log: string) => Quantile {
  const known = new Map<string, number | undefined>();
  let knownLog = '';
  return (log) => {
    if (log !== knownLog) known.clear();
    knownLog = log;
    return (classIndex, from, to, p) => {
      const key = `${from} ${to} ${p}`;
      if (!known.has(key)) known.set(key, session.history.latencyQuantile(classIndex, from, to, p));
      return known.get(key);
    };
  };
}

function makeSheet(session: Session, description: RunDescription, quantile: Quantile): Sheet {
  const make = (metric: Metric) => metricSeries(metric, session.history, description, quantile);
  return Object.fromEntries(metrics.map((metric) => [metric, make(metric)])) as Record<
    Metric,
    readonly Series[]
  >;
}

export function createSeriesShelf(session: Session): SeriesShelf {
  const sheets = new Map<number, Sheet>();
  const quantilesOf = rememberQuantiles(session);
  let edition = 0;
  let key = '';
  let branch = 0;
  let nextLook = 0;
  let ghostBranch: number | undefined;

  function findGhost({ branches, branchId }: SessionState): number | undefined {
    const parent = branches.find(({ id }) => id === branchId)?.parent;
    const others = branches.filter(({ id }) => id !== branchId && sheets.has(id)).map(({ id }) => id);
    return others.find((id) => id === parent) ?? others.at(-1);
  }

  return {
    get edition() {
      return edition;
    },
    refresh(wallMillis) {
      if (wallMillis < nextLook) return;
      const state = session.store.getState();
      if (state.description === undefined) return;
      const { history } = session;
      // Rows come once per second of the run; a revision also rises for a journey.
      const next = `${state.branchId} ${Math.floor(history.headMicros / 1e6)} ${history.ledger.length} ${state.branches.length} ${state.playback === 'playing'}`;
      if (next === key) return;
      key = next;
      edition += 1;
      nextLook = state.playback === 'playing' ? wallMillis + pauseMillis : 0;
      branch = state.branchId;
      const log = state.branches.find(({ id }) => id === branch)?.log.length ?? 0;
      sheets.set(branch, makeSheet(session, state.description, quantilesOf(`${branch} ${log}`)));
      ghostBranch = findGhost(state);
    },
    series: (metric) => sheets.get(branch)?.[metric] ?? [],
    ghost: (metric) => (ghostBranch === undefined ? undefined : sheets.get(ghostBranch)?.[metric]),
  };
}
