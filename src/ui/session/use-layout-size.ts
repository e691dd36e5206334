/**
 * Which of three arrangements the desk has: decided here once, so that components and style sheets agree. A phone
 * held sideways is wide but low, and still a phone.
 */
import { useSyncExternalStore } from 'react';

export type LayoutSize = 'phone' | 'tablet' | 'desktop';

const phone = '(width < 700px), (width < 1180px) and (height < 500px)';
const narrow = '(width < 1180px)';

function read(): LayoutSize {
  if (window.matchMedia(phone).matches) return 'phone';
  return window.matchMedia(narrow).matches ? 'tablet' : 'desktop';
}

function follow(onChange: () => void): () => void {
  const queries = [window.matchMedia(phone), window.matchMedia(narrow)];
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

export const useLayoutSize = (): LayoutSize => useSyncExternalStore(follow, read);
