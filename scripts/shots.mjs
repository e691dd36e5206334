// Pictures of the key states for people to look at, into the git-ignored folder shots/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { commands, installIfNeeded, root, runNode } from './lib/project.mjs';

installIfNeeded();
const env = { ...process.env, NINES_CHROMIUM: await ensureChromium() };
const built = runNode(commands.vite, ['build', '--logLevel', 'warn']);
if (built !== 0) process.exit(built);
rmSync(join(root, 'shots'), { recursive: true, force: true });
const args = ['test', '--config', 'e2e/shots.config.ts', ...process.argv.slice(2)];
process.exitCode = runNode(commands.playwright, args, { env });
