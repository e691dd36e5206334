/** All of it, larger, smaller: what wheel, fingers and keys do, for a pointer that only clicks. */
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { RefObject } from 'react';
import type { FlowView } from '../../views/flow/flow-options.ts';
import type { ZoomState } from '../../views/flow/viewport.ts';
import { Button } from '../controls/button.tsx';
import { useScreen } from '../session/use-screen.ts';
import { zoomStep } from './use-zoom.ts';

interface ZoomButtonsProps {
  readonly view: RefObject<FlowView | undefined>;
  readonly zoom: ZoomState;
}

export function ZoomButtons({ view, zoom }: ZoomButtonsProps) {
  const { canvas: words } = useScreen();
  return (
    <>
      <Button
        icon={<ZoomIn aria-hidden />}
        aria-label={words.zoomIn}
        title={`${words.zoomIn} (+)`}
        data-zoom="in"
        disabled={!zoom.canGrow}
        onClick={() => view.current?.zoomBy(zoomStep)}
      />
      <Button
        icon={<ZoomOut aria-hidden />}
        aria-label={words.zoomOut}
        title={`${words.zoomOut} (−)`}
        data-zoom="out"
        disabled={!zoom.canShrink}
        onClick={() => view.current?.zoomBy(1 / zoomStep)}
      />
      <Button
        icon={<Maximize aria-hidden />}
        aria-label={words.zoomFit}
        title={`${words.zoomFit} (0)`}
        data-zoom="fit"
        disabled={!zoom.moved}
        onClick={() => view.current?.zoomToFit()}
      />
    </>
  );
}
