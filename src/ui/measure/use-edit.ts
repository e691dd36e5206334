/** Sends a live edit; what the session refuses comes back as its problem banner. */
import { useCallback } from 'react';
import { useSession } from '../session/app-context.ts';

export function useEdit(): (path: string, value: number) => void {
  const session = useSession();
  return useCallback((path, value) => session.actions.command({ kind: 'set', path, value }), [session]);
}
