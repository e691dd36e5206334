/** The part of the address after `#`: small, and enough to open the same page elsewhere. */
export function readFragment(): URLSearchParams {
  return new URLSearchParams(window.location.hash.replace(/^#/, ''));
}

/** Replaces one entry without adding to the browser's history. */
export function writeFragment(name: string, value: string): void {
  const fragment = readFragment();
  fragment.set(name, value);
  window.history.replaceState(window.history.state, '', `#${fragment.toString()}`);
}

const defaultSeed = 7;

/** The seed of the fragment, when it is a whole number from 0 to 2^32 − 1. */
export function readSeed(): number {
  const text = readFragment().get('seed') ?? '';
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return seed <= 0xff_ff_ff_ff ? seed : defaultSeed;
}

/** The template the fragment asks for; who opens the session knows which there are. */
export function readScenarioName(): string {
  return readFragment().get('scenario') ?? '';
}
