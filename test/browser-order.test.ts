// .ci/run takes the browser of a bare machine, even where another one is installed or was found before.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser, orderFor } from '../scripts/lib/browser-order.mjs';
import { root } from './support/repository.ts';

const usual = orderFor({});
const bare = orderFor({ NINES_BROWSER: 'bare' });

interface Machine {
  readonly environment?: string;
  readonly system?: string;
  readonly npm?: string;
  readonly remembered?: string;
  /** Paths that exist and do not start. */
  readonly broken?: readonly string[];
}

async function choose(order: typeof usual.order, machine: Machine) {
  const asked: string[] = [];
  const told: string[] = [];
  const give = (source: string, path?: string) => () => {
    asked.push(source);
    return path;
  };
  const found = await findBrowser({
    order,
    find: {
      environment: give('environment', machine.environment),
      system: give('system', machine.system),
      playwright: () => {
        throw new Error('not there');
      },
      npm: give('npm', machine.npm),
      playwrightInstall: give('playwrightInstall'),
      packageManager: give('packageManager'),
    },
    remembered: machine.remembered ?? '',
    starts: async (path) => path !== '' && !(machine.broken ?? []).includes(path),
    tell: (message) => void told.push(message),
  });
  return { ...found, asked, told };
}

describe('the browser of a bare machine', () => {
  it('is what .ci/run asks for', () => {
    const script = readFileSync(join(root, '.ci/run'), 'utf8');
    expect(script.trim().split('\n').at(-1)).toBe('NINES_BROWSER=bare npm test');
  });

  it('is the npm one, where another is in PATH and a third in the environment', async () => {
    const machine = { environment: '/opt/chrome', system: '/usr/bin/chromium', npm: '/npm/launch.sh' };
    expect(await choose(bare.order, machine)).toMatchObject({ path: '/npm/launch.sh', asked: ['npm'] });
  });

  it('has a memory of its own, so that a path remembered for a person does not stand in its way', () => {
    expect(bare.memory).not.toBe(usual.memory);
  });

  it('is what there is, where npm has none: told, and nothing is installed by a package manager first', async () => {
    const { path, asked, told } = await choose(bare.order, { system: '/usr/bin/chromium' });
    expect(path).toBe('/usr/bin/chromium');
    expect(asked).toEqual(['npm', 'playwrightInstall', 'system']);
    expect(told).toEqual(["Chromium from Playwright's own: not there", 'Chromium from the system']);
  });

  it('is asked for by this word only', () => {
    expect(() => orderFor({ NINES_BROWSER: 'npm' })).toThrow('NINES_BROWSER = npm; allowed: bare, or unset');
    expect(orderFor({ NINES_BROWSER: '' })).toEqual(usual);
  });
});

describe("a person's browser", () => {
  it('is the named one before the remembered one, and that before any search', async () => {
    const machine = { remembered: '/found', system: '/usr/bin/chromium', npm: '/npm/launch.sh' };
    const named = await choose(usual.order, { ...machine, environment: '/opt/chrome' });
    expect(named).toMatchObject({ path: '/opt/chrome', isNew: false, asked: ['environment'] });
    const known = await choose(usual.order, machine);
    expect(known).toMatchObject({ path: '/found', isNew: false, asked: ['environment'] });
  });

  it('is searched again, and remembered, when the remembered one no longer starts', async () => {
    const machine = { remembered: '/gone', broken: ['/gone'], system: '/usr/bin/chromium', npm: '/npm' };
    expect(await choose(usual.order, machine)).toMatchObject({ path: '/usr/bin/chromium', isNew: true });
  });

  it('is fetched last of all', async () => {
    const { path, asked } = await choose(usual.order, { npm: '/npm/launch.sh' });
    expect(path).toBe('/npm/launch.sh');
    expect(asked).toEqual(['environment', 'system', 'npm']);
    await expect(choose(usual.order, {})).rejects.toThrow('No Chromium was found');
  });
});
