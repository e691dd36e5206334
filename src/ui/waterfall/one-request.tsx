/** One request over the canvas: which one, in a sentence, as a waterfall or, on T, as a table. Escape closes it. */
import { ChartGantt, Table2, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { classNoun } from '../../i18n/class-noun.ts';
import { runTime } from '../../i18n/format.ts';
import { requestText } from '../../i18n/request-text.ts';
import { Button } from '../controls/button.tsx';
import { cardOf, roving } from '../controls/key-targets.ts';
import { useApp, useDesk, usePreference, useSessionState } from '../session/app-context.ts';
import type { DeskStore } from '../session/desk-store.ts';
import { useLayoutSize } from '../session/use-layout-size.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './one-request.module.css';
import { factsOf } from './request-facts.ts';
import { RequestPicker } from './request-picker.tsx';
import { RequestTable } from './request-table.tsx';
import { RequestWords } from './request-words.tsx';
import { useRequest } from './use-request.ts';
import { WaterfallMount } from './waterfall-mount.tsx';

export function OneRequest() {
  const t = requestText[usePreference((state) => state.language)];
  const { desk } = useApp();
  const request = useDesk((state) => state.request);
  const isTable = useDesk((state) => state.table);
  const description = useSessionState((state) => state.description);
  const names = useMemo(() => description?.components.map(({ id }) => id) ?? [], [description]);
  const pick = request === 'none' ? undefined : request;
  const spans = useRequest(pick);
  const panel = useRef<HTMLDialogElement>(null);
  const isModal = useLayoutSize() === 'phone';
  useOpenDialog(panel, isModal, desk);

  const close = (): void => desk.setState({ request: undefined });
  const screen = useScreen();
  const requestClass = spans && description?.classes[spans.class];
  return (
    <dialog
      ref={panel}
      className={styles.panel}
      aria-label={t.panel}
      tabIndex={-1}
      data-panel="request"
      data-fate={spans?.fate}
      onCancel={close}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>
          {pick === undefined || requestClass === undefined
            ? t.panel
            : t.title(pick.ordinal, classNoun(requestClass.id, screen, description))}
        </h2>
        {spans === undefined ? undefined : (
          <p className={styles.fate}>
            {t.fates[spans.fate]} · {t.arrived(runTime(spans.arrivedAt))}
          </p>
        )}
        <Button
          icon={isTable ? <ChartGantt aria-hidden /> : <Table2 aria-hidden />}
          aria-label={isTable ? t.asPicture : t.asTable}
          title={`${isTable ? t.asPicture : t.asTable} (T)`}
          data-testid="request-table-toggle"
          onClick={() => desk.setState({ table: !isTable })}
        />
        <Button icon={<X aria-hidden />} aria-label={t.back} title={`${t.back} (Esc)`} onClick={close} />
      </header>
      <div className={styles.body}>
        <RequestPicker pick={pick} />
        {spans === undefined ? (
          <p className={styles.summary}>{pick === undefined ? t.none : t.notHere}</p>
        ) : (
          <>
            <RequestWords spans={spans} names={names} />
            {isTable ? (
              <RequestTable spans={spans} names={names} />
            ) : (
              <WaterfallMount spans={spans} names={names} label={t.summary(factsOf(spans, names))} />
            )}
          </>
        )}
      </div>
    </dialog>
  );
}

/** Beside the rest of the desk, or, on a phone, alone on the page. The focus goes in, and later back to where it was. */
function useOpenDialog(
  panel: React.RefObject<HTMLDialogElement | null>,
  isModal: boolean,
  desk: DeskStore,
): void {
  const opener = useRef<Element>(undefined);
  useEffect(() => {
    opener.current ??= document.activeElement ?? undefined;
    const dialog = panel.current;
    if (isModal) dialog?.showModal();
    else dialog?.show();
    dialog?.focus();
    return () => dialog?.close();
  }, [panel, isModal]);
  useEffect(
    () => () => {
      const { current } = opener;
      const isUsable = current instanceof HTMLElement || current instanceof SVGElement;
      if (isUsable && current !== document.body && current.isConnected) current.focus();
      else {
        const { requestFrom } = desk.getState();
        (requestFrom === undefined ? roving() : (cardOf(requestFrom) ?? roving()))?.focus();
      }
    },
    [desk],
  );
}
