/** One shelf of series for all charts. */
import { createContext, useContext } from 'react';
import type { SeriesShelf } from './series-shelf.ts';

export const ShelfContext = createContext<SeriesShelf | undefined>(undefined);

export function useSeriesShelf(): SeriesShelf {
  const shelf = useContext(ShelfContext);
  if (shelf === undefined) throw new Error('rendered outside ShelfContext');
  return shelf;
}
