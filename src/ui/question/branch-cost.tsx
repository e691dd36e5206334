/** What would it have cost? The branch on screen beside the one it left, both at the same moment of the run. */
import { changeOf } from '../experiments/command-words.ts';
import { commonSecond, comparedPair, costOf } from '../experiments/compare-branches.ts';
import { grouped } from '../measure/format.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './branch-cost.module.css';
import { BranchDifferences } from './branch-differences.tsx';
import { KeptCommands } from './kept-commands.tsx';

export function BranchCost() {
  const t = useScreen();
  const session = useSession();
  const description = useSessionState((state) => state.description);
  const branches = useSessionState((state) => state.branches);
  const branchId = useSessionState((state) => state.branchId);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const pair = comparedPair({ branches, branchId });
  if (pair === undefined || description === undefined) return undefined;
  const second = commonSecond(pair, viewMicros);
  const writes = description.classes.indexOf('write');
  const costs = pair.map(({ id }) =>
    costOf(session.historyOf(id) ?? session.history, description.classes.length, writes, second),
  );
  const judged = Math.min(...costs.map(({ judgedUntil }) => judgedUntil));
  const words = t.question.cost;
  const rows = [
    { name: words.failed, values: costs.map(({ failed }) => grouped(failed)) },
    { name: words.downtime, values: costs.map(({ downtime }) => `${grouped(downtime)} s`) },
    { name: words.lost, values: costs.map(({ lostWrites }) => grouped(lostWrites)) },
    ...(costs.some(({ splitBrainWrites }) => splitBrainWrites > 0)
      ? [
          {
            name: words.splitBrain,
            values: costs.map(({ splitBrainWrites }) => grouped(splitBrainWrites)),
          },
        ]
      : []),
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
                title={changeOf(branch, description, t)}
              >
                {branch.letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
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
