/** Browser storage may be full, denied or absent; a preference that cannot be kept is no reason to fail. */
export function readStored(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Returns whether it was kept. `undefined` forgets. */
export function writeStored(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
