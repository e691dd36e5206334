/** The waterfall as a table: the same calls and the same times, in words and numbers. */
import { duration } from '../../i18n/format.ts';
import { requestText } from '../../i18n/request-text.ts';
import { calleeName } from '../../views/dependency-names.ts';
import type { RequestRow, RequestSpans } from '../../views/waterfall/request-spans.ts';
import type { SegmentKind } from '../../views/waterfall/segments.ts';
import { kindsOf } from '../../views/waterfall/waterfall-legend.ts';
import { usePreference } from '../session/app-context.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './request-table.module.css';

interface RequestTableProps {
  readonly spans: RequestSpans;
  readonly names: readonly string[];
}

function timeOf({ segments }: RequestRow, kind: SegmentKind): string {
  const micros = segments.reduce((sum, one) => (one.kind === kind ? sum + one.to - one.from : sum), 0);
  return micros === 0 ? '' : duration(micros);
}

export function RequestTable({ spans, names }: RequestTableProps) {
  const t = useScreen();
  const { table, waterfall } = requestText[usePreference((state) => state.language)];
  const kinds = kindsOf(spans);
  // What scrolls sideways must be reached by keyboard.
  const mayScroll = useLayoutSize() !== 'desktop';
  const endOf = ({ cause, isLost, isUnsent, policy, returnedAt }: RequestRow): string => {
    if (cause === undefined && !isLost) return returnedAt === undefined ? table.open : table.answered;
    return [
      isLost || cause === undefined ? table.neverArrived : t.causes[cause],
      ...(isUnsent ? [table.notSent] : []),
      ...policy.map((note) => waterfall.policyNote[note]),
    ].join(table.joiner);
  };
  return (
    <section className={styles.scroll} tabIndex={mayScroll ? 0 : undefined} aria-label={table.caption}>
      <table className={styles.table} data-testid="request-table">
        <caption className={styles.caption}>{table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{table.call}</th>
            <th scope="col">{table.sent}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {table.columns[kind]}
              </th>
            ))}
            <th scope="col">{table.ended}</th>
          </tr>
        </thead>
        <tbody>
          {spans.rows.map((row) => (
            <tr key={row.index}>
              <th scope="row" style={{ paddingLeft: 8 + row.depth * 10 }}>
                {calleeName(names[row.to] ?? '', row.dependency)}{' '}
                <span className={styles.verb}>{waterfall.verb[row.verb]}</span>
                {row.attempt > 1 ? (
                  <span className={styles.verb}> · {table.attempt(row.attempt)}</span>
                ) : undefined}
              </th>
              <td>{duration(row.sentAt - spans.arrivedAt)}</td>
              {kinds.map((kind) => (
                <td key={kind}>{timeOf(row, kind)}</td>
              ))}
              <td>{endOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
