// Types of copy.mjs for its test.
import type { Edit } from './places.mjs';
export function makeCopy(root: string): string;
export function removeCopy(folder: string): void;
export function sweepCopies(folder?: string): void;
export function plant(folder: string, mutant: Edit): () => void;
