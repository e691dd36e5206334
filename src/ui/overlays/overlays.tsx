/** Dialogs are fetched when first opened: the first view does not wait for them. */
import { lazy, Suspense } from 'react';
import { useApp, useDesk } from '../session/app-context.ts';
import { useTapes } from '../tape/use-tapes.ts';

const HelpDialog = lazy(() => import('./help-dialog.tsx').then((module) => ({ default: module.HelpDialog })));
const SettingsDialog = lazy(() =>
  import('./settings-dialog.tsx').then((module) => ({ default: module.SettingsDialog })),
);

const TapeDialog = lazy(() =>
  import('../tape/tape-dialog.tsx').then((module) => ({ default: module.TapeDialog })),
);

export function Overlays() {
  const { desk, tapes } = useApp();
  const overlay = useDesk((state) => state.overlay);
  const traffic = useTapes((state) => state.traffic);
  const close = (): void => desk.setState({ overlay: undefined });
  if (traffic !== undefined)
    return (
      <Suspense>
        <TapeDialog key={traffic.contentHash} traffic={traffic} onClose={() => tapes.ask(undefined)} />
      </Suspense>
    );
  if (overlay === undefined) return undefined;
  return (
    <Suspense>
      {overlay === 'help' ? <HelpDialog onClose={close} /> : <SettingsDialog onClose={close} />}
    </Suspense>
  );
}
