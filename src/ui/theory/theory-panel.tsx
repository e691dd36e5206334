/** What theory says of one component, or of its group, beside what was measured. */
import { useState } from 'react';
import type { ComponentDescription } from '../../engine/description.ts';
import { theoryText } from '../../i18n/theory-text.ts';
import { Segmented } from '../controls/segmented.tsx';
import { usePreference, useSessionState } from '../session/app-context.ts';
import { LittlesLawLine } from './littles-law-line.tsx';
import { QueueFindings } from './queue-findings.tsx';
import styles from './theory.module.css';
import { useTheoryCheck } from './use-theory-check.ts';

export function TheoryPanel({ component }: { readonly component: ComponentDescription }) {
  const t = theoryText[usePreference((preferences) => preferences.language)];
  const description = useSessionState((state) => state.description);
  const [scope, setScope] = useState<'one' | 'group'>('one');
  const { id, group, index, traits } = component;
  const isWatcher = traits.includes('watcher');
  const inGroup =
    description?.components.filter((other) => group !== undefined && other.group === group) ?? [];
  const hasGroup = inGroup.length > 1 && !isWatcher;
  const members = hasGroup && scope === 'group' ? inGroup.map((member) => member.index) : [index];
  const check = useTheoryCheck(members);
  if (isWatcher) return <p className={styles.note}>{t.watcher}</p>;
  return (
    <div className={styles.panel}>
      {hasGroup ? (
        <Segmented
          bare
          label={t.scope}
          options={[
            { value: 'one', text: id },
            { value: 'group', text: t.group(group ?? '') },
          ]}
          value={scope}
          onChange={setScope}
        />
      ) : undefined}
      {check === undefined ? (
        <p className={styles.note}>{t.noCalls}</p>
      ) : (
        <>
          {check.queue === undefined ? (
            <p className={styles.note}>{t.noQueue(id)}</p>
          ) : (
            <QueueFindings t={t} queue={check.queue} />
          )}
          {check.littlesLaw === undefined ? undefined : <LittlesLawLine t={t} law={check.littlesLaw} />}
          <p className={styles.note}>{t.window(check.window.from, check.window.to, check.arrived)}</p>
        </>
      )}
    </div>
  );
}
