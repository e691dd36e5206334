/** Dialogs are fetched when first opened: the first view does not wait for them. */
import { lazy, Suspense } from 'react';
import { useApp, useDesk } from '../session/app-context.ts';

const HelpDialog = lazy(() => import('./help-dialog.tsx').then((module) => ({ default: module.HelpDialog })));
const SettingsDialog = lazy(() =>
  import('./settings-dialog.tsx').then((module) => ({ default: module.SettingsDialog })),
);

export function Overlays() {
  const { desk } = useApp();
  const overlay = useDesk((state) => state.overlay);
  const close = (): void => desk.setState({ overlay: undefined });
  if (overlay === undefined) return undefined;
  return (
    <Suspense>
      {overlay === 'help' ? <HelpDialog onClose={close} /> : <SettingsDialog onClose={close} />}
    </Suspense>
  );
}
