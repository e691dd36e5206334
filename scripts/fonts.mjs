// Regenerates src/ui/fonts: Inter's Latin, and Noto Sans SC cut down to the Chinese characters that
// the source uses (the whole font is 10 MB a weight). Run after adding Chinese text; test/fonts.test.ts says when.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installIfNeeded, root } from './lib/project.mjs';

const folder = join(root, 'scripts/fonts');
installIfNeeded(folder);
process.exitCode = spawnSync(process.execPath, [join(folder, 'build.mjs')], { stdio: 'inherit' }).status ?? 1;
