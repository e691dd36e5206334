/** Is an element lower than so many pixels? Its height must not depend on the answer. */
import { type RefObject, useEffect, useRef, useState } from 'react';

export function useIsLow<E extends HTMLElement>(pixels: number): readonly [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null);
  const [isLow, setLow] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setLow(element.clientHeight < pixels));
    observer.observe(element);
    return () => observer.disconnect();
  }, [pixels]);
  return [ref, isLow];
}
