/** Where the waterfall hangs: drawn by the page's loop, as wide as there is room. */
import { useEffect, useRef } from 'react';
import { requestText } from '../../i18n/request-text.ts';
import type { RequestSpans } from '../../views/waterfall/request-spans.ts';
import { createWaterfall } from '../../views/waterfall/waterfall.ts';
import { useApp, usePreference } from '../session/app-context.ts';

interface WaterfallMountProps {
  readonly spans: RequestSpans;
  readonly names: readonly string[];
  readonly label: string;
}

export function WaterfallMount(props: WaterfallMountProps) {
  const { session, loop } = useApp();
  const language = usePreference((state) => state.language);
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef({ ...props, words: requestText[language].waterfall });
  useEffect(() => {
    latest.current = { ...props, words: requestText[language].waterfall };
  });

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const view = createWaterfall(element);
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      width = element.clientWidth;
    });
    observer.observe(element);
    const remove = loop.add(() =>
      view.draw({ ...latest.current, width, viewMicros: session.live.viewMicros }),
    );
    return () => {
      observer.disconnect();
      remove();
      view.destroy();
    };
  }, [session, loop]);
  return <div ref={container} />;
}
