// Writes the docs of the scenario format: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { scenarioDocs } from './files.ts';

export function main(): number {
  for (const [path, text] of scenarioDocs()) writeFileSync(path, text);
  return 0;
}
