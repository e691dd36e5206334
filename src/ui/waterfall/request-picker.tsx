/** Walks through the latest, slowest or failed requests: the list is of the moment at which its order was chosen. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { requestText } from '../../i18n/request-text.ts';
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { useApp, usePreference } from '../session/app-context.ts';
import {
  hasFailed,
  isSameRequest,
  listRequests,
  type RequestOrder,
  type RequestPick,
  requestOrders,
} from './find-requests.ts';
import { openRequest } from './open-request.ts';
import styles from './request-picker.module.css';

export function RequestPicker({ pick }: { readonly pick: RequestPick | undefined }) {
  const t = requestText[usePreference((state) => state.language)];
  const { session, desk } = useApp();
  const list = (order: RequestOrder) => ({
    order,
    picks: listRequests(session.history, session.live.viewMicros, order),
  });
  // Who came from a failure goes on to the next one.
  const [listed, setListed] = useState(() => list(hasFailed(session, pick) ? 'failed' : 'latest'));
  const place = listed.picks.findIndex((one) => isSameRequest(pick, one));
  const choose = (order: RequestOrder): void => {
    const fresh = list(order);
    setListed(fresh);
    openRequest(desk, fresh.picks[0]);
  };
  const step = (by: 1 | -1): void => openRequest(desk, listed.picks[place + by]);
  return (
    <ButtonGroup label={t.choose}>
      {requestOrders.map((order) => (
        <Button
          key={order}
          title={t.ordersHelp}
          aria-pressed={listed.order === order && (place >= 0 || listed.picks.length === 0)}
          data-order={order}
          onClick={() => choose(order)}
        >
          {t.orders[order]}
        </Button>
      ))}
      <span className={styles.steps}>
        <Button
          look="quiet"
          icon={<ChevronLeft aria-hidden />}
          aria-label={t.previous}
          title={t.previous}
          disabled={place <= 0}
          onClick={() => step(-1)}
        />
        <span className={styles.place} role="status">
          {listed.picks.length === 0 ? t.noneOf : undefined}
          {place >= 0 ? t.place(place + 1, listed.picks.length) : undefined}
        </span>
        <Button
          look="quiet"
          icon={<ChevronRight aria-hidden />}
          aria-label={t.next}
          title={t.next}
          disabled={place + 1 >= listed.picks.length}
          onClick={() => step(1)}
        />
      </span>
    </ButtonGroup>
  );
}
