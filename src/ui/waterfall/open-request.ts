/** Opens one request over the canvas. */
import type { Session } from '../../session/session-contract.ts';
import { focusedCard } from '../controls/key-targets.ts';
import type { DeskStore } from '../session/desk-store.ts';
import { listRequests, type RequestPick } from './find-requests.ts';

export function openRequest(desk: DeskStore, request: RequestPick | 'none' | undefined): void {
  if (request === undefined) return;
  desk.setState(({ request: open, requestFrom }) => ({
    request,
    // Choosing another in the panel is no opening.
    requestFrom: open === undefined ? focusedCard() : requestFrom,
  }));
}

/** The one that ended last; before there is any, the place where it will be. */
export function openLatestRequest(desk: DeskStore, { history, live }: Session): void {
  openRequest(desk, listRequests(history, live.viewMicros, 'latest')[0] ?? 'none');
}
