/** The verdict in words, the four figures beside M/M/c, and what M/M/c assumes. */
import type { TheoryText } from '../../i18n/theory-text.ts';
import type { QueueCheck } from '../../session/theory/theory-check.ts';
import { Assumptions } from './assumptions.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import styles from './theory.module.css';
import { verdictOf } from './verdict.ts';

export function QueueFindings({ t, queue }: { readonly t: TheoryText; readonly queue: QueueCheck }) {
  const { load, sharedWaiting, approximateWaiting } = queue;
  return (
    <>
      <p className={styles.verdict} data-verdict={queue.agreement} data-assumptions={queue.assumptionsHold}>
        {verdictOf(queue)
          .map((name) => t.verdicts[name])
          .join(t.gap)}
      </p>
      <p className={styles.text}>{t.put(load.servers, load.members, load.arrivalRate, load.holding)}</p>
      <ComparisonTable t={t} queue={queue} />
      {approximateWaiting === undefined ? undefined : (
        <p className={styles.text}>{t.approximate(approximateWaiting)}</p>
      )}
      {sharedWaiting === undefined ? undefined : (
        <p className={styles.text}>{t.shared(load.servers * load.members, sharedWaiting)}</p>
      )}
      <Assumptions t={t} assumptions={queue.assumptions} />
    </>
  );
}
