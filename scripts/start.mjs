// From a bare clone to a running page: installs what is missing, builds, serves on loopback, says where.
import { join } from 'node:path';
import { commands, installIfNeeded, root, runNode } from './lib/project.mjs';
import { serve } from './lib/static-server.mjs';

installIfNeeded();
const status = runNode(commands.vite, ['build', '--logLevel', 'warn']);
if (status !== 0) process.exit(status);
const { url } = await serve({ folder: join(root, 'dist'), port: Number(process.env.PORT ?? 4173) });
process.stdout.write(`\nNines is running at ${url}\nStop it with Ctrl+C.\n`);
