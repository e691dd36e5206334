/** What was done on each of two branches and not on the other, and what was done on both: all of it, faults included. */
import type { RunDescription } from '../../engine/description.ts';
import type { Branch } from '../../session/session-contract.ts';
import { commandsWords } from '../experiments/command-words.ts';
import { lackedBy } from '../experiments/differences.ts';
import { usePreference } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './branch-cost.module.css';

interface BranchDifferencesProps {
  readonly pair: readonly [Branch, Branch];
  readonly description: RunDescription;
}

export function BranchDifferences({ pair: [one, other], description }: BranchDifferencesProps) {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const words = t.question.cost;
  const differing = [
    { branch: one, only: lackedBy(other.log, one.log) },
    { branch: other, only: lackedBy(one.log, other.log) },
  ];
  const onlyOnOne = new Set(differing[0]?.only);
  const both = one.log.filter((entry) => !onlyOnOne.has(entry));
  return (
    <>
      {differing.every(({ only }) => only.length === 0) ? (
        <p className={styles.change}>{words.nothingDiffers}</p>
      ) : (
        differing.map(({ branch, only }) => (
          <p key={branch.id} className={styles.change} data-only={branch.letter}>
            {words.branch(
              branch.letter,
              only.length === 0 ? words.asItWas : commandsWords(only, description, language),
            )}
          </p>
        ))
      )}
      {both.length === 0 ? undefined : (
        <p className={styles.change} data-both>
          {words.both(commandsWords(both, description, language))}
        </p>
      )}
    </>
  );
}
