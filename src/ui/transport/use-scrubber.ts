/** Hangs the scrubber into an element; its events are the lines of the story, worded as there. */
import { type RefObject, useEffect, useRef } from 'react';
import { textsOf } from '../../i18n/texts.ts';
import { factOf } from '../../kinds/facts.ts';
import type { ScrubberEvent } from '../../views/charts/cluster-events.ts';
import { createScrubber, type Scrubber } from '../../views/charts/scrubber.ts';
import { useBranchLines } from '../narration/use-story-lines.ts';
import { useApp, usePreference } from '../session/app-context.ts';
import type { TimeMarks } from '../timeline/use-time-marks.ts';
import { useCommandsAhead } from './use-commands-ahead.ts';

const margins = { left: 14, right: 30 };

export function useScrubber(box: RefObject<HTMLElement | null>, marks: TimeMarks): void {
  const { session, loop, preferences } = useApp();
  const language = usePreference((state) => state.language);
  const lines = useBranchLines();
  const ahead = useCommandsAhead();
  const scrubber = useRef<Scrubber>(undefined);
  const latest = useRef<{ marks: TimeMarks; events: readonly ScrubberEvent[] }>({ marks, events: [] });

  useEffect(() => {
    latest.current = {
      marks,
      events: [
        ...lines.map(({ id, time, kind, when, what }) => ({
          id,
          time,
          glyph: factOf(kind).tone,
          label: `${when} ${what}`,
        })),
        ...ahead,
      ],
    };
  }, [marks, lines, ahead]);

  useEffect(() => {
    const element = box.current;
    const svg = element?.querySelector('svg');
    if (!element || !svg) return;
    let preview: number | undefined;
    const created = createScrubber(svg, {
      margins,
      words: textsOf(preferences.getState().language).viewWords,
      onSeekPreview(to) {
        preview = Math.min(to, session.history.headMicros);
        session.actions.seek(preview);
      },
      onSeek(to) {
        preview = undefined;
        session.actions.seek(Math.min(to, session.history.headMicros));
      },
    });
    scrubber.current = created;
    const size = { width: element.clientWidth, height: element.clientHeight };
    const draw = (): void => {
      const { domain, bands, forkPoints } = latest.current.marks;
      created.draw({
        ...size,
        domain,
        bands,
        forkPoints,
        events: latest.current.events,
        head: session.history.headMicros,
        view: preview ?? session.live.viewMicros,
      });
    };
    const remove = loop.add(draw);
    // Drawn at once: for no frame is it wider than its place.
    const observer = new ResizeObserver(() => {
      size.width = element.clientWidth;
      size.height = element.clientHeight;
      draw();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      remove();
      created.destroy();
      scrubber.current = undefined;
    };
  }, [box, session, loop, preferences]);

  useEffect(() => scrubber.current?.setWords(textsOf(language).viewWords), [language]);
}
