/**
 * The keys. Letters and signs act only while the canvas has the focus, and can be turned off
 * (WCAG 2.1.4). Space also acts while nothing has it; undo and Escape everywhere but inside a field.
 */
import { type RefObject, useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { isOnButton, isOnInspector, isTyping, roving } from '../controls/key-targets.ts';
import { useFault } from '../faults/use-fault.ts';
import { useApp } from '../session/app-context.ts';
import { canvasKeys } from './canvas-keys.ts';

export function useKeyboard(canvas: RefObject<HTMLElement | null>): void {
  const { session, desk, preferences, tapes } = useApp();
  const fault = useFault();
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { actions, store } = session;
    const inDialog = (): boolean =>
      desk.getState().overlay !== undefined || tapes.store.getState().traffic !== undefined;
    const letters = canvasKeys({ session, desk, fault });
    const guarded = Object.fromEntries(
      Object.entries(letters).map(([key, act]) => [
        key,
        (event: KeyboardEvent): void => {
          if (!preferences.getState().letterKeys || inDialog() || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          act();
        },
      ]),
    );
    const stops = [
      tinykeys(element, guarded),
      tinykeys(window, {
        Space: (event) => {
          const target = event.target as Node;
          const near = target === document.body || element.contains(target);
          if (!near || inDialog() || isOnButton(event)) return;
          event.preventDefault();
          if (store.getState().playback === 'playing') actions.pause();
          else actions.play();
        },
        // Who has touched nothing yet, and asks.
        'Shift+?': (event) => {
          if (event.target !== document.body || inDialog() || !preferences.getState().letterKeys) return;
          desk.setState({ overlay: 'help' });
        },
        '$mod+z': (event) => {
          if (isTyping(event) || inDialog() || !actions.canUndo()) return;
          event.preventDefault();
          actions.undo();
        },
        Escape: (event) => {
          if (isTyping(event) || inDialog()) return;
          if (desk.getState().request !== undefined) desk.setState({ request: undefined });
          else if (desk.getState().table) desk.setState({ table: false });
          else {
            // What has the focus in the inspector goes away with the selection.
            if (isOnInspector(event)) roving()?.focus();
            actions.select(undefined);
          }
        },
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [canvas, session, desk, preferences, tapes, fault]);
}
