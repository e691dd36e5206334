// Serves dist for the browser journeys: `node scripts/serve.mjs <port> <mount>`.
import { join } from 'node:path';
import { root } from './lib/project.mjs';
import { serve } from './lib/static-server.mjs';

const [port = '4183', mount = '/'] = process.argv.slice(2);
const { url } = await serve({ folder: join(root, 'dist'), port: Number(port), mount, tries: 1 });
process.stdout.write(`${url}\n`);
