/** Dialogs are fetched when first opened: the first view does not wait for them. */
import { late } from '../../late/late.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useApp, useDesk } from '../session/app-context.ts';
import { useTapes } from '../tape/use-tapes.ts';

const helpDialog = latePart(async () => (await late(() => import('./help-dialog.tsx'))).HelpDialog);
const settingsDialog = latePart(
  async () => (await late(() => import('./settings-dialog.tsx'))).SettingsDialog,
);
const tapeDialog = latePart(async () => (await late(() => import('../tape/tape-dialog.tsx'))).TapeDialog);

export function Overlays() {
  const { desk, tapes } = useApp();
  const overlay = useDesk((state) => state.overlay);
  const traffic = useTapes((state) => state.traffic);
  const close = (): void => desk.setState({ overlay: undefined });
  if (traffic !== undefined) {
    const onClose = (): void => tapes.ask(undefined);
    return (
      <Late key={traffic.contentHash} part={tapeDialog} props={{ traffic, onClose }} onGiveUp={onClose} />
    );
  }
  if (overlay === undefined) return undefined;
  const part = overlay === 'help' ? helpDialog : settingsDialog;
  return <Late key={overlay} part={part} props={{ onClose: close }} onGiveUp={close} />;
}
