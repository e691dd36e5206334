/** A list whose newest line is at the bottom, kept whole in sight as long as the reader is near it. */
import { type RefObject, useEffect, useRef } from 'react';

/** The list follows the newest line as long as the reader is this close to it. */
const followPixels = 48;

/** For the list itself; what scrolls is its parent. */
export function useFollow<Element extends HTMLElement>(): RefObject<Element | null> {
  const list = useRef<Element>(null);
  const following = useRef(true);
  useEffect(() => {
    const items = list.current;
    const box = items?.parentElement;
    if (!items || !box) return;
    const toEnd = (): void => {
      if (following.current) box.scrollTop = box.scrollHeight;
    };
    // The box may have grown before its own scrolling is reported: only a reader moves it up.
    let top = box.scrollTop;
    const follow = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < followPixels;
      if (isNear) following.current = true;
      else if (box.scrollTop < top) following.current = false;
      top = box.scrollTop;
    };
    // Lines come, lines grow, and the panel itself changes its height: the newest one stays whole in sight.
    const observer = new ResizeObserver(toEnd);
    observer.observe(items);
    observer.observe(box);
    box.addEventListener('scroll', follow, { passive: true });
    toEnd();
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', follow);
    };
  }, []);
  return list;
}
