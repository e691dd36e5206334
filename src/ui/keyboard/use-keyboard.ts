/**
 * Keys of EXPERIENCE 2.7. Letters and signs act only while the canvas has focus, and can be turned off
 * (WCAG 2.1.4); undo and Escape act everywhere but inside a field.
 */
import { type RefObject, useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { speeds } from '../../session/session-contract.ts';
import type { FaultVerb } from '../faults/fault-command.ts';
import { useFault } from '../faults/use-fault.ts';
import { useApp } from '../session/app-context.ts';

const typing = 'input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select';

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(typing) !== null;

export function useKeyboard(canvas: RefObject<HTMLElement | null>): void {
  const { session, desk, preferences } = useApp();
  const fault = useFault();
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { actions, store } = session;
    const inDialog = (): boolean => desk.getState().overlay !== undefined;
    const onCanvas =
      (act: () => void) =>
      (event: KeyboardEvent): void => {
        if (!preferences.getState().letterKeys || inDialog()) return;
        event.preventDefault();
        act();
      };
    const changeSpeed = (step: 1 | -1) => (): void => {
      const speed = speeds[speeds.indexOf(store.getState().speed) + step];
      if (speed !== undefined) actions.setSpeed(speed);
    };
    const inflict = (verb: FaultVerb) => onCanvas(() => fault(verb));
    const cut = (): void => {
      if (fault('cutBoth')) return;
      document.querySelector<HTMLElement>('[data-connections] button')?.focus();
    };
    const stops = [
      tinykeys(element, {
        Space: (event) => {
          event.preventDefault();
          if (store.getState().playback === 'playing') actions.pause();
          else actions.play();
        },
        Period: onCanvas(() => actions.stepStory(1)),
        Comma: onCanvas(() => actions.stepStory(-1)),
        'Shift+Period': onCanvas(() => actions.stepEvent()),
        BracketLeft: onCanvas(changeSpeed(-1)),
        BracketRight: onCanvas(changeSpeed(1)),
        f: onCanvas(() => actions.fork()),
        k: inflict('crash'),
        s: inflict('slow'),
        h: inflict('hang'),
        r: inflict('restart'),
        x: onCanvas(cut),
        t: onCanvas(() => desk.setState((state) => ({ table: !state.table }))),
        'Shift+?': onCanvas(() => desk.setState({ overlay: 'help' })),
      }),
      tinykeys(window, {
        '$mod+z': (event) => {
          if (isTyping(event) || inDialog() || !actions.canUndo()) return;
          event.preventDefault();
          actions.undo();
        },
        Escape: (event) => {
          if (isTyping(event) || inDialog()) return;
          if (desk.getState().table) desk.setState({ table: false });
          else actions.select(undefined);
        },
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [canvas, session, desk, preferences, fault]);
}
