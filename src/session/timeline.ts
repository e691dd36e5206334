/**
 * Branches with their logs, histories and checkpoints. A new branch copies what was recorded up to the last checkpoint
 * before it leaves; the replay from there to the present fills the rest in, so every change of the past ends with a
 * seek. A new branch keeps the whole log of the one it leaves, also what lies after the place where it leaves.
 */
import { type Micros, microsPerSecond } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import type { Readings } from '../engine/telemetry/layout.ts';
import type { CarriedBranch } from '../scenario/carried-run.ts';
import {
  type CommandLog,
  giveCommand,
  keptLog,
  type LogEntry,
  lastAct,
  undoLastAct,
  withdrawCommand,
} from '../scenario/command-log.ts';
import type { Frame, KeptCheckpoint } from '../worker/protocol.ts';
import { type BranchHistory, createBranchHistory } from './branch-history.ts';
import { createCheckpointStore } from './checkpoint-store.ts';
import type { Where } from './host-link.ts';
import { createLayoutShelf } from './layout-shelf.ts';
import { longestWindow } from './longest-window.ts';
import type { RowLimits } from './row-columns.ts';
import type { Branch } from './session-contract.ts';

interface BranchRecord {
  branch: Branch;
  history: BranchHistory;
  /** Where the cursor was when it was left. */
  viewMicros: Micros;
}

export interface Timeline {
  /** Rises with every change that a view could see. */
  readonly revision: number;
  readonly current: Branch;
  readonly history: BranchHistory;
  /** Of any branch, also one that is not on screen. */
  historyOf(id: number): BranchHistory | undefined;
  readonly branches: readonly Branch[];
  readonly checkpointBytes: number;
  /** A new run: one branch, `A`, empty. */
  reset(): void;
  absorb(frame: Frame): void;
  /** The readings of a frame that was absorbed. */
  readingsOf(frame: Frame): Readings;
  addCommand(stamped: StampedCommand): void;
  /** The command that `undoLastAct` would take back; undefined if the last act took one out instead. */
  lastOwnCommand(): LogEntry | undefined;
  canUndo(): boolean;
  /** Takes back what was done on this branch last, and all that was recorded since the checkpoint before that. */
  undoLastAct(): void;
  /** Takes one command out of the log; false if there is none of that order. */
  withdraw(order: number): boolean;
  /** Makes a branch that leaves the current one at `at` with its whole log, and goes there. */
  branchAt(at: Micros): void;
  /** Makes a branch from 0 without any command, and goes there. */
  branchFromStart(leavingView: Micros): void;
  /** Goes to a branch; returns where its cursor was, undefined if there is none. Without a view, that of the one left stays. */
  select(id: number, leavingView?: Micros): Micros | undefined;
  /** Removes a branch that is not current; its children hang on where it hung. */
  close(id: number): void;
  /** Where a replay to `to` must begin at the latest, so that every figure there is made of whole seconds. */
  replayFrom(to: Micros): Micros;
  /** The latest from which to replay to `to`. */
  nearestCheckpoint(to: Micros): KeptCheckpoint | undefined;
  /** The same for a host, which may then send patches over that checkpoint's pages. */
  wayTo(to: Micros): Where;
  /** Every branch without what was recorded on it: that follows from its log. */
  carried(view: Micros): readonly CarriedBranch[];
  /** In place of the branches there are; nothing is recorded on them yet. */
  restore(branches: readonly CarriedBranch[]): void;
}

/** A, B, … Z, AA, AB, … */
export function letterOf(ordinal: number): string {
  const rest = Math.floor(ordinal / 26);
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (ordinal % 26));
}

/** So many commands keep their seconds apart when old rows are joined: failures are counted from the first fault. */
const mostEdges = 64;

export interface TimelineOptions {
  readonly checkpointBudget?: number | undefined;
  readonly rowLimits?: RowLimits | undefined;
}

export function createTimeline({ checkpointBudget, rowLimits }: TimelineOptions = {}): Timeline {
  const records = new Map<number, BranchRecord>();
  const checkpoints = createCheckpointStore(checkpointBudget);
  const layouts = createLayoutShelf();
  let made = 0;
  let revision = 0;
  let listed: readonly Branch[] = [];
  let current = add(undefined, 0, [], createBranchHistory(rowLimits, layouts));

  function add(
    parent: number | undefined,
    atMicros: Micros,
    log: readonly LogEntry[],
    history: BranchHistory,
  ): BranchRecord {
    const branch: Branch = {
      id: made + 1,
      letter: letterOf(made),
      parent,
      atMicros,
      log,
      withdrawn: [],
      headMicros: 0,
    };
    const record = { branch, history, viewMicros: atMicros };
    made += 1;
    records.set(branch.id, record);
    keepEdges(record);
    changed();
    return record;
  }

  function changed(): void {
    revision += 1;
    listed = [...records.values()].map((record) => record.branch);
  }

  function amend(record: BranchRecord, change: Partial<Branch>): void {
    record.branch = { ...record.branch, ...change };
    if (change.log !== undefined) keepEdges(record);
    changed();
  }

  function keepEdges({ branch, history }: BranchRecord): void {
    history.rows.keepEdges(branch.log.slice(0, mostEdges).map(({ at }) => Math.floor(at / microsPerSecond)));
  }

  /** The latest checkpoint before `time` at which the history can be cut. */
  function cutBefore(record: BranchRecord, time: Micros): KeptCheckpoint | undefined {
    const before = checkpoints.upTo(record.branch.id, time - 1);
    return before.find((checkpoint) => record.history.cutsCleanly(checkpoint));
  }

  function replayFrom(to: Micros): Micros {
    const second = Math.floor(to / microsPerSecond);
    const from = current.history.rows.replayFrom(Math.max(0, second - longestWindow), second);
    return from === second ? to : from * microsPerSecond;
  }

  const nearestCheckpoint = (to: Micros): KeptCheckpoint | undefined =>
    checkpoints.upTo(current.branch.id, replayFrom(to))[0];

  /** Another log, and nothing recorded after the checkpoint before the first difference that was reached. */
  function relog(next: CommandLog): void {
    const { branch } = current;
    const differing = [
      ...branch.log.filter((entry) => !next.log.includes(entry)),
      ...next.log.filter(({ order }) => !branch.log.some((entry) => entry.order === order)),
    ];
    const from = differing.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
    if (from > branch.headMicros) {
      amend(current, next);
      return;
    }
    const checkpoint = cutBefore(current, from);
    checkpoints.dropAfter(branch.id, checkpoint?.time ?? -1);
    current.history = current.history.copyUpTo(checkpoint);
    amend(current, { ...next, headMicros: checkpoint?.time ?? 0 });
  }

  return {
    get revision() {
      return revision;
    },
    get current() {
      return current.branch;
    },
    get history() {
      return current.history;
    },
    historyOf: (id) => records.get(id)?.history,
    get branches() {
      return listed;
    },
    get checkpointBytes() {
      return checkpoints.bytes;
    },
    reset() {
      records.clear();
      checkpoints.clear();
      made = 0;
      current = add(undefined, 0, [], createBranchHistory(rowLimits, layouts));
    },
    absorb(frame) {
      current.history.absorb(frame.history, frame.time, frame.totals);
      const headMicros = Math.max(current.branch.headMicros, frame.time);
      const all = [...records.values()].map((record) => record.branch);
      checkpoints.add(current.branch.id, frame, {
        near: [frame.time, ...all.map((branch) => branch.headMicros)],
        branchings: all.filter((branch) => branch.parent !== undefined).map((branch) => branch.atMicros),
      });
      amend(current, { headMicros });
    },
    readingsOf: ({ layout, readings }) => ({ layout: layouts.of(layout), values: readings }),
    addCommand(stamped) {
      const headMicros = Math.max(current.branch.headMicros, stamped.at);
      amend(current, { ...giveCommand(current.branch, stamped), headMicros });
    },
    lastOwnCommand() {
      const act = lastAct(current.branch);
      return current.branch.log.find(({ by, order }) => by === 'own' && order === act);
    },
    canUndo: () => lastAct(current.branch) !== undefined,
    undoLastAct: () => relog(undoLastAct(current.branch)),
    withdraw(order) {
      if (!current.branch.log.some((entry) => entry.order === order)) return false;
      relog(withdrawCommand(current.branch, order));
      return true;
    },
    branchAt(at) {
      const parent = current;
      const checkpoint = cutBefore(parent, at);
      parent.viewMicros = at;
      const history = parent.history.copyUpTo(checkpoint);
      current = add(parent.branch.id, at, keptLog(parent.branch.log), history);
      if (checkpoint === undefined) return;
      checkpoints.share(parent.branch.id, current.branch.id, checkpoint.time);
      amend(current, { headMicros: checkpoint.time });
    },
    branchFromStart(leavingView) {
      current.viewMicros = leavingView;
      current = add(current.branch.id, 0, [], createBranchHistory(rowLimits, layouts));
    },
    select(id, leavingView) {
      const record = records.get(id);
      if (record === undefined) return undefined;
      if (leavingView !== undefined) current.viewMicros = leavingView;
      current = record;
      changed();
      return record.viewMicros;
    },
    close(id) {
      const closed = records.get(id);
      if (closed === undefined || closed === current) return;
      records.delete(id);
      checkpoints.dropAfter(id, -1);
      const { parent, atMicros } = closed.branch;
      for (const record of records.values()) {
        if (record.branch.parent !== id) continue;
        const at = parent === undefined ? 0 : Math.min(atMicros, record.branch.atMicros);
        record.branch = { ...record.branch, parent, atMicros: at };
      }
      changed();
    },
    replayFrom,
    nearestCheckpoint,
    wayTo(to) {
      const nearest = nearestCheckpoint(to);
      const checkpoint = nearest && checkpoints.whole(nearest);
      return { checkpoint, newestPage: checkpoints.newestPage, log: current.branch.log, to };
    },
    carried(view) {
      return [...records.values()].map((record) => {
        const { letter: _, ...branch } = record.branch;
        return { ...branch, viewMicros: record === current ? view : record.viewMicros };
      });
    },
    restore(carried) {
      records.clear();
      checkpoints.clear();
      for (const { viewMicros, ...branch } of carried) {
        const parent = branch.parent;
        const letter = letterOf(branch.id - 1);
        const history = createBranchHistory(rowLimits, layouts);
        const record = { branch: { ...branch, parent, letter, headMicros: 0 }, history, viewMicros };
        records.set(branch.id, record);
        keepEdges(record);
        made = Math.max(made, branch.id);
      }
      current = records.values().next().value ?? current;
      changed();
    },
  };
}
