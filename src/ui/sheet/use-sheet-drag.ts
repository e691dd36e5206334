/** The sheet follows a finger on its head, and comes to rest at one of its heights. Its buttons do the same. */
import { type RefObject, useEffect } from 'react';
import { useApp } from '../session/app-context.ts';
import { afterDrag } from './sheet-size.ts';

/** Less is a tap with an unsteady finger. */
const slackPixels = 8;

export function useSheetDrag(
  sheet: RefObject<HTMLElement | null>,
  head: RefObject<HTMLElement | null>,
): void {
  const { desk } = useApp();
  useEffect(() => {
    const box = sheet.current;
    const handle = head.current;
    if (!box || !handle) return;
    let start: { readonly y: number; readonly height: number } | undefined;
    let isDragged = false;

    const begin = (event: PointerEvent): void => {
      // Where its buttons are not shown the sheet stands still.
      const moves = handle.querySelector('[data-sheet-step]')?.checkVisibility() === true;
      start = moves && event.isPrimary ? { y: event.clientY, height: box.offsetHeight } : undefined;
      isDragged = false;
    };
    const follow = (event: PointerEvent): void => {
      if (start === undefined || !event.isPrimary) return;
      const up = start.y - event.clientY;
      if (!isDragged && Math.abs(up) < slackPixels) return;
      if (!isDragged) handle.setPointerCapture(event.pointerId);
      isDragged = true;
      box.dataset.dragged = '';
      box.style.height = `${Math.max(handle.offsetHeight, start.height + up)}px`;
    };
    const rest = (event: PointerEvent): void => {
      if (start !== undefined && isDragged) {
        const up = start.y - event.clientY;
        desk.setState(({ sheetSize }) => ({ sheetSize: afterDrag(sheetSize, up) }));
      }
      start = undefined;
      delete box.dataset.dragged;
      box.style.height = '';
    };
    // The end of a drag is no press of the button under the finger.
    const swallow = (event: MouseEvent): void => {
      if (!isDragged) return;
      isDragged = false;
      event.stopPropagation();
      event.preventDefault();
    };
    // A flick would count as a fling of the page, and the tap after it as what stops the fling.
    const keep = (event: TouchEvent): void => event.preventDefault();
    handle.addEventListener('touchmove', keep, { passive: false });
    handle.addEventListener('pointerdown', begin);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', rest);
    handle.addEventListener('pointercancel', rest);
    handle.addEventListener('click', swallow, { capture: true });
    return () => {
      handle.removeEventListener('touchmove', keep);
      handle.removeEventListener('pointerdown', begin);
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('pointerup', rest);
      handle.removeEventListener('pointercancel', rest);
      handle.removeEventListener('click', swallow, { capture: true });
    };
  }, [sheet, head, desk]);
}
