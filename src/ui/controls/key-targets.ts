/** Where a key was pressed, and where the focus goes. */
const fields = 'input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select';

const isInside = (event: KeyboardEvent, selector: string): boolean =>
  event.target instanceof Element && event.target.closest(selector) !== null;

export const isTyping = (event: KeyboardEvent): boolean => isInside(event, fields);

/** Space presses a button; it must not also start the run. */
export const isOnButton = (event: KeyboardEvent): boolean => isInside(event, 'button, summary, input');

export const isOnInspector = (event: KeyboardEvent): boolean => isInside(event, '[data-panel=inspector]');

/** The component whose card has the focus. */
export function focusedCard(): string | undefined {
  return document.activeElement?.closest<SVGElement>('[data-component]')?.dataset.component;
}

export const cardOf = (component: string): SVGElement | null =>
  document.querySelector(`[data-flow] [data-component="${CSS.escape(component)}"]`);

/** The card that Tab would reach. */
export const roving = (): SVGElement | null => document.querySelector('[data-component][tabindex="0"]');

/**
 * Puts the focus on the first thing that can be done to what is selected. The part that offers it comes late the first
 * time: then the focus follows it, unless it has gone elsewhere meanwhile.
 */
export function focusInspector(): void {
  const first = (): HTMLElement | null => document.querySelector('[data-panel=inspector] button');
  const from = document.activeElement;
  if (first() !== null) {
    first()?.focus();
    return;
  }
  const watch = new MutationObserver(() => {
    if (first() === null && document.activeElement === from) return;
    watch.disconnect();
    if (document.activeElement === from) first()?.focus();
  });
  watch.observe(document.body, { childList: true, subtree: true });
}
