/** What would it have cost? The branch on screen beside the one it left, both at the same moment of the run. */

import { type ClassNoun, classNoun, type NamedClasses } from '../../i18n/class-noun.ts';
import type { ScreenText } from '../../i18n/texts.ts';
import type { HistoryView } from '../../session/session-contract.ts';
import { changeOf } from '../experiments/command-words.ts';
import {
  type Cost,
  commonInstant,
  comparedPair,
  costOf,
  secondsApart,
  toldOf,
} from '../experiments/compare-branches.ts';
import { grouped, millis } from '../measure/format.ts';
import { usePreference, useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './branch-cost.module.css';
import { BranchDifferences } from './branch-differences.tsx';
import { KeptCommands } from './kept-commands.tsx';

/** Outages that read the same differ by less than a request's time. */
const exactSeconds = (micros: number): string => (micros === 0 ? '0 s' : `${(micros / 1e6).toFixed(3)} s`);

interface Row {
  readonly name: string;
  readonly help: string | undefined;
  readonly values: readonly string[];
}

function costRows(costs: readonly Cost[], noun: ClassNoun, t: ScreenText): readonly Row[] {
  const words = t.question.cost;
  const row = (name: string, help: string | undefined, text: (cost: Cost) => string): Row => ({
    name,
    help,
    values: costs.map(text),
  });
  return [
    row(words.failed, undefined, ({ failed }) => grouped(failed)),
    row(words.outage(noun), words.outageHelp(noun), ({ outageMicros }) => exactSeconds(outageMicros)),
    row(words.downtime(noun), words.downtimeHelp(noun), ({ downtime }) => `${grouped(downtime)} s`),
    row(words.lost, undefined, ({ lostWrites }) => grouped(lostWrites)),
    ...(costs.some(({ splitBrainWrites }) => splitBrainWrites > 0)
      ? [row(words.splitBrain, undefined, ({ splitBrainWrites }) => grouped(splitBrainWrites))]
      : []),
  ];
}

/** What waiting costs, one row for each class. */
function latencyRows(
  named: NamedClasses,
  histories: readonly HistoryView[],
  { from, to }: { readonly from: number; readonly to: number },
  t: ScreenText,
): readonly Row[] {
  const words = t.question.cost;
  return named.classes.map(({ id }, index) => ({
    name: words.latency(classNoun(id, t, named).many, from),
    help: words.latencyHelp,
    values: histories.map((history) => {
      const [p50, p95] = [0.5, 0.95].map((p) => millis(history.latencyQuantile(index, from, to, p)));
      return `${p50} · ${p95} ms`;
    }),
  }));
}

export function BranchCost() {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const session = useSession();
  const description = useSessionState((state) => state.description);
  const branches = useSessionState((state) => state.branches);
  const branchId = useSessionState((state) => state.branchId);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const pair = comparedPair({ branches, branchId });
  if (pair === undefined || description === undefined) return undefined;
  const words = t.question.cost;
  const classCount = description.classes.length;
  const histories = pair.map(({ id }) => session.historyOf(id) ?? session.history);
  const told = toldOf(description.classes, histories);
  const instant = commonInstant(pair, histories, { classIndex: told.index, viewMicros });
  const { second, judged } = instant;
  const costs = histories.map((history) => costOf(history, { classCount, told }, instant));
  const apart = secondsApart(pair, histories, second);
  const rows = [
    ...costRows(costs, classNoun(told.id, t, description), t),
    ...(apart === undefined ? [] : latencyRows(description, histories, apart, t)),
  ];
  return (
    <section className={styles.cost} data-testid="branch-cost" aria-label={words.title}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <strong>{words.title}</strong> {words.span(second)}
        </caption>
        <thead>
          <tr>
            <td />
            {pair.map((branch) => (
              <th
                key={branch.id}
                scope="col"
                className={branch.id === branchId ? styles.current : undefined}
                title={changeOf(branch, description, language)}
              >
                {branch.letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, help, values }) => (
            <tr key={name}>
              <th scope="row" title={help}>
                {name}
              </th>
              {pair.map((branch, index) => (
                <td key={branch.id} className={branch.id === branchId ? styles.current : undefined}>
                  {values[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <BranchDifferences pair={pair} description={description} />
      {judged < second ? <p className={styles.change}>{words.pending(judged)}</p> : undefined}
      <KeptCommands />
    </section>
  );
}
