/** What a branch kept from the one it left and had still ahead there: each can be taken out. */
import { SettledButton } from '../controls/settled-button.tsx';
import { commandWords } from '../experiments/command-words.ts';
import { didNothing, keptAhead } from '../experiments/differences.ts';
import { runTime } from '../measure/format.ts';
import { usePreference, useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './branch-cost.module.css';

const mostListed = 12;

export function KeptCommands() {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const { actions } = useSession();
  const branch = useSessionState(({ branches, branchId }) => branches.find(({ id }) => id === branchId));
  const description = useSessionState((state) => state.description);
  const story = useSessionState((state) => state.story);
  const viewMicros = useSessionState((state) => state.viewMicros);
  const kept = branch === undefined ? [] : keptAhead(branch.log, branch.atMicros);
  const words = t.question.cost;
  if (kept.length === 0) return undefined;
  return (
    <div className={styles.kept} data-testid="kept-commands">
      <p className={styles.change} title={words.keptHelp}>
        <strong>{words.kept}</strong>
      </p>
      <ul className={styles.list}>
        {kept.slice(0, mostListed).map((entry) => {
          const change = words.at(commandWords(entry.command, description, language), runTime(entry.at));
          return (
            <li key={entry.order} className={styles.entry}>
              <span>
                {change}
                {didNothing(entry, story, viewMicros) ? <em> · {words.noEffect}</em> : undefined}
              </span>
              <SettledButton
                look="quiet"
                aria-label={words.removeOne(change)}
                subject={change}
                onAct={() => actions.withdraw(entry.order)}
              >
                {words.remove}
              </SettledButton>
            </li>
          );
        })}
      </ul>
      {kept.length > mostListed ? <p className={styles.change}>+{kept.length - mostListed}</p> : undefined}
    </div>
  );
}
