/** The verbs that apply to what is selected, each a button with the key that does the same. */

import { SettledButton } from '../controls/settled-button.tsx';
import { useDesk, usePreference, useSessionState } from '../session/app-context.ts';
import { idOf, type Selected } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './fault-buttons.module.css';
import { componentVerbKeys, type FaultVerb, linkVerbKeys, sensibleVerbs, verbsOf } from './fault-command.ts';
import { useFault } from './use-fault.ts';

const keys: Readonly<Record<FaultVerb, string | undefined>> = { ...componentVerbKeys, ...linkVerbKeys };

interface FaultButtonsProps {
  readonly selected: Selected;
  /** Only the first of them, where there is no room for all. */
  readonly most?: number;
}

export function FaultButtons({ selected, most }: FaultButtonsProps) {
  const t = useScreen();
  const fault = useFault();
  const slowFactor = useDesk((desk) => desk.slowFactor);
  const letterKeys = usePreference((preferences) => preferences.letterKeys);
  const story = useSessionState((state) => state.story);
  const branchId = useSessionState((state) => state.branchId);
  const sensible = sensibleVerbs(selected, story);
  // Each verb has its place. Where there is no room for all, places are shared, and inert after each change.
  const verbs = most === undefined ? verbsOf(selected) : sensible.slice(0, most);
  if (verbs.length === 0) return <p className={styles.none}>{t.faults.none}</p>;
  const target = idOf(selected);
  return (
    <div className={styles.buttons} data-testid="fault-buttons">
      {verbs.map((verb, place) => {
        const key = letterKeys ? keys[verb]?.toUpperCase() : undefined;
        return (
          <SettledButton
            key={most === undefined ? verb : place}
            data-verb={verb}
            title={key ? `${t.faults.help[verb]} (${key})` : t.faults.help[verb]}
            disabled={!sensible.includes(verb)}
            subject={`${branchId} ${verb} ${target}`}
            onAct={() => fault(verb)}
          >
            {verb === 'slow' ? t.faults.slowBy(slowFactor) : t.faults.verbs[verb]}
          </SettledButton>
        );
      })}
    </div>
  );
}
