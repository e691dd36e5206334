/**
 * Canvas cannot use custom properties, so the tokens are read from the element once per theme. `data-theme` on
 * <html> is the key: the cache is asked each frame and rereads only when the theme has changed.
 */
export const colorTokens = [
  'canvas',
  'surface',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'state-ok',
  'state-warn',
  'state-bad',
  'state-recover',
  'state-off',
] as const;
export type ColorToken = (typeof colorTokens)[number];
export type Colors = Readonly<Record<ColorToken, string>>;

/** Rises when the theme changed: views that keep painted sprites compare it. */
export interface ThemeColors {
  readonly key: string;
  readonly colors: Colors;
}

export function createThemeReader(element: Element): () => ThemeColors {
  let last: ThemeColors | undefined;
  return () => {
    const key = document.documentElement.getAttribute('data-theme') ?? 'light';
    if (last?.key === key && last.colors.ink !== '') return last;
    const style = getComputedStyle(element);
    const read = (token: ColorToken): readonly [ColorToken, string] => [
      token,
      style.getPropertyValue(`--${token}`).trim(),
    ];
    last = { key, colors: Object.fromEntries(colorTokens.map(read)) as Record<ColorToken, string> };
    return last;
  };
}
