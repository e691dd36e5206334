/** Opens one request over the canvas. */
import type { Session } from '../../session/session-contract.ts';
import type { DeskStore } from '../session/desk-store.ts';
import { listRequests, type RequestPick } from './find-requests.ts';

export function openRequest(desk: DeskStore, request: RequestPick | 'none' | undefined): void {
  if (request !== undefined) desk.setState({ request });
}

/** The one that ended last; before there is any, the place where it will be. */
export function openLatestRequest(desk: DeskStore, { history, live }: Session): void {
  desk.setState({ request: listRequests(history, live.viewMicros, 'latest')[0] ?? 'none' });
}
