/** Keeps the series of the charts up to date even while no chart is open: a branch left behind must have been seen. */
import { type ReactNode, useEffect, useMemo } from 'react';
import { useApp } from '../session/app-context.ts';
import { createSeriesShelf } from './series-shelf.ts';
import { ShelfContext } from './shelf-context.ts';

export function ShelfProvider({ children }: { readonly children: ReactNode }) {
  const { session, loop } = useApp();
  const shelf = useMemo(() => createSeriesShelf(session), [session]);
  useEffect(() => loop.add(shelf.refresh), [loop, shelf]);
  return <ShelfContext value={shelf}>{children}</ShelfContext>;
}
