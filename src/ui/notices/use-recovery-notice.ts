/** Says once that a dead worker was replaced, after the replay has arrived where it was. */
import { useState } from 'react';
import { useSessionState } from '../session/app-context.ts';

export function useRecoveryNotice(): { readonly shown: boolean; readonly dismiss: () => void } {
  const recoveries = useSessionState((state) => state.recoveries);
  const settled = useSessionState(({ playback }) => playback === 'playing' || playback === 'paused');
  const [dismissed, setDismissed] = useState(0);
  return { shown: settled && recoveries > dismissed, dismiss: () => setDismissed(recoveries) };
}
