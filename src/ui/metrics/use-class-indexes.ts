/** All classes of the run, as indices of the request rows. */
import { useMemo } from 'react';
import { useSessionState } from '../session/app-context.ts';

export function useClassIndexes(): readonly number[] {
  const classes = useSessionState((state) => state.description?.classes);
  return useMemo(() => classes?.map((_, index) => index) ?? [], [classes]);
}
