// Types of browser-order.mjs for its test.
type Source = 'environment' | 'system' | 'playwright' | 'npm' | 'playwrightInstall' | 'packageManager';
export function orderFor(env: { readonly NINES_BROWSER?: string }): {
  readonly order: readonly Source[];
  readonly memory: string;
};
export function findBrowser(options: {
  readonly order: readonly Source[];
  readonly find: Readonly<Record<Source, () => string | undefined | Promise<string | undefined>>>;
  readonly remembered: string;
  readonly starts: (path: string) => Promise<boolean>;
  readonly tell: (message: string) => void;
}): Promise<{ readonly path: string; readonly isNew: boolean }>;
