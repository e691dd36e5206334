/** The branches of this run: the one on screen is drawn solid, the other as a dashed ghost. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { SettledButton } from '../controls/settled-button.tsx';
import { changeOf } from '../experiments/command-words.ts';
import { runTime } from '../measure/format.ts';
import { usePreference, useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './transport-group.module.css';

/** With more branches than this a tab shows its letter alone; what it changed is in its title. */
const mostNamed = 3;

export function BranchTabs() {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const { actions, store } = useSession();
  const branches = useSessionState((state) => state.branches);
  const branchId = useSessionState((state) => state.branchId);
  const description = useSessionState((state) => state.description);
  const tabs = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch on screen is what moves the tabs
  useEffect(() => {
    tabs.current
      ?.querySelector('[aria-current=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [branchId]);
  /** The other branch at the same time, so that the two can be compared. */
  const show = (id: number, headMicros: number): void => {
    const { viewMicros } = store.getState();
    actions.switchBranch(id);
    actions.seek(Math.min(viewMicros, headMicros));
  };
  if (branches.length < 2) return undefined;
  return (
    <div ref={tabs} className={styles.tabs}>
      {branches.map((branch) => {
        const { id, letter, atMicros, parent, headMicros } = branch;
        const change = changeOf(branch, description, language);
        return (
          <span key={id} className={styles.branch}>
            <Button
              aria-current={id === branchId}
              data-branch={letter}
              title={`${t.question.cost.branch(letter, change)} · ${
                parent === undefined ? t.transport.firstBranch : t.transport.branchFrom(runTime(atMicros))
              }`}
              onClick={() => show(id, headMicros)}
            >
              {letter}
              <span className={id === branchId ? styles.stroke : `${styles.stroke} ${styles.ghost}`} />
              {branches.length > mostNamed ? undefined : <span className={styles.change}>{change}</span>}
            </Button>
            {/* New beside each tab that is left, where another stood: inert until it has stood there. */}
            {id === branchId ? undefined : (
              <SettledButton
                look="quiet"
                icon={<X aria-hidden />}
                aria-label={t.transport.closeBranch(letter)}
                title={t.transport.closeBranch(letter)}
                subject={letter}
                onAct={() => actions.closeBranch(id)}
              />
            )}
          </span>
        );
      })}
    </div>
  );
}
