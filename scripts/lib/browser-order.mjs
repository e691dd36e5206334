// Which Chromium is taken: the order of sources as data, and the walk through it. browser.mjs knows the sources.

const sources = {
  environment: 'the environment',
  system: 'the system',
  playwright: "Playwright's own",
  npm: 'the npm package',
  playwrightInstall: 'playwright install',
  packageManager: "the system's package manager",
};

/** The cheapest first: what a person has is taken before anything is fetched. */
const usual = ['environment', 'system', 'playwright', 'npm', 'playwrightInstall', 'packageManager'];

/** What a machine with only Node and npm would get comes first, whatever this one has. */
const bare = ['npm', 'playwright', 'playwrightInstall', 'system', 'packageManager', 'environment'];

/**
 * `NINES_BROWSER=bare` asks for the browser of a bare machine. Each order has a memory of its own, or a path found
 * in one would be taken in the other.
 */
export function orderFor({ NINES_BROWSER: wanted = '' }) {
  if (wanted === '') return { order: usual, memory: 'chromium-path' };
  if (wanted === 'bare') return { order: bare, memory: 'chromium-path-bare' };
  throw new Error(`NINES_BROWSER = ${wanted}; allowed: bare, or unset`);
}

/**
 * The first path that a source gives. A remembered path that starts is taken before any search, only not before the
 * environment where that comes first: whoever names a browser means it.
 */
export async function findBrowser({ order, find, remembered, starts, tell }) {
  const recall = async () => ((await starts(remembered)) ? { path: remembered, isNew: false } : undefined);
  const search = async (source) => {
    try {
      const path = await find[source]();
      if (path) tell(`Chromium from ${sources[source]}`);
      return path ? { path, isNew: source !== 'environment' } : undefined;
    } catch (error) {
      tell(`Chromium from ${sources[source]}: ${error.message}`);
      return undefined;
    }
  };
  const steps = order.map((source) => () => search(source));
  steps.splice(order[0] === 'environment' ? 1 : 0, 0, recall);
  for (const step of steps) {
    const found = await step();
    if (found) return found;
  }
  throw new Error('No Chromium was found or could be installed; set CHROME_PATH to one.');
}
