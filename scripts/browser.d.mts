// Types of browser.mjs for the Playwright configuration.
export const launchArgs: string[];
export function ensureChromium(): Promise<string>;
