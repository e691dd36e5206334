/** Hangs the flow view into an element and keeps it in step: frames from the one loop, words, selection, places. */

import { type RefObject, useEffect, useRef } from 'react';
import { textsOf } from '../../i18n/texts.ts';
import type { FlowView } from '../../views/flow/flow-options.ts';
import { createFlowView } from '../../views/flow/flow-view.ts';
import type { ZoomState } from '../../views/flow/viewport.ts';
import type { Size } from '../../views/layout/layout-types.ts';
import { focusInspector } from '../controls/key-targets.ts';
import { isMotionReduced } from '../preferences/apply-preferences.ts';
import { useApp, useDesk, usePreference, useSessionState } from '../session/app-context.ts';
import { pickByOrdinal } from '../waterfall/find-requests.ts';
import { openRequest } from '../waterfall/open-request.ts';
import { readCardPlaces, writeCardPlaces } from './card-places.ts';
import { createFlowFrame } from './flow-frame.ts';

/** The corner that buttons cover, with some air, as long as they stand over this canvas. */
function cornerOf(container: HTMLElement): Size {
  const buttons = container.parentElement?.querySelector('[data-canvas-buttons]');
  if (!buttons) return { width: 0, height: 0 };
  const around = container.getBoundingClientRect();
  const { right, bottom } = buttons.getBoundingClientRect();
  return { width: Math.round(right - around.left) + 3, height: Math.round(bottom - around.top) + 4 };
}

export function useFlowView(
  element: RefObject<HTMLElement | null>,
  view: RefObject<FlowView | undefined>,
  onZoom: (state: ZoomState) => void,
): void {
  const { session, loop, preferences, desk } = useApp();
  const language = usePreference((state) => state.language);
  const selection = useSessionState((state) => state.selection);
  const scenario = useSessionState((state) => state.description?.scenario) ?? '';
  const highlight = useDesk((state) => state.highlight);
  const resets = useDesk((state) => state.layoutResets);
  const seenResets = useRef(resets);

  useEffect(() => {
    const container = element.current;
    if (!container) return;
    let places = readCardPlaces(scenario);
    const created = createFlowView(container, {
      words: textsOf(preferences.getState().language).viewWords,
      overrides: places,
      onSelect: (id) => session.actions.select(id),
      onActivate: focusInspector,
      onDragEnd: (id, x, y) => {
        places = { ...places, [id]: { x, y } };
        writeCardPlaces(scenario, places);
      },
      onWireSelect: (links) => session.actions.select(links[0]),
      onZoom,
      onRequestPick: (ordinal) => openRequest(desk, pickByOrdinal(session, ordinal)),
    });
    view.current = created;
    created.setSelection(session.store.getState().selection);
    const frame = createFlowFrame(session, () => created.wireLength());
    const remove = loop.add(() => {
      const data = frame(isMotionReduced(preferences.getState()));
      if (data) created.draw(data);
    });
    const observer = new ResizeObserver(() =>
      created.resize(container.clientWidth, container.clientHeight, cornerOf(container)),
    );
    observer.observe(container);
    return () => {
      observer.disconnect();
      remove();
      created.destroy();
      view.current = undefined;
    };
  }, [element, view, onZoom, session, loop, preferences, desk, scenario]);

  useEffect(() => {
    // Labels that were measured before their font came were measured in another.
    const measureAnew = (): void => view.current?.setWords(textsOf(language).viewWords);
    measureAnew();
    document.fonts.addEventListener('loadingdone', measureAnew);
    return () => document.fonts.removeEventListener('loadingdone', measureAnew);
  }, [view, language]);
  useEffect(() => view.current?.setSelection(highlight ?? selection), [view, selection, highlight]);
  useEffect(() => {
    if (seenResets.current === resets) return;
    seenResets.current = resets;
    writeCardPlaces(scenario, {});
    view.current?.setOverrides({});
    view.current?.zoomToFit();
  }, [view, resets, scenario]);
}
