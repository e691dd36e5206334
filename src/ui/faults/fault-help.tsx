/** What each verb does, for fingers: a pointer reads the same off the button. */
import { useScreen } from '../session/use-screen.ts';
import type { FaultVerb } from './fault-command.ts';
import styles from './fault-help.module.css';

export function FaultHelp({ verbs }: { readonly verbs: readonly FaultVerb[] }) {
  const t = useScreen();
  return (
    <dl className={styles.help}>
      {verbs.map((verb) => (
        <div key={verb}>
          <dt>{t.faults.verbs[verb]}</dt>
          <dd>{t.faults.help[verb]}</dd>
        </div>
      ))}
    </dl>
  );
}
