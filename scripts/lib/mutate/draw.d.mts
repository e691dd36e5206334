// Types of draw.mjs for its test.
import type { Edit } from './places.mjs';
export function drawMutants(
  files: readonly { readonly path: string; readonly text: string }[],
  seed: number,
): Generator<Edit, void>;
