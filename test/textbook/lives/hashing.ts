import type { Life } from '../../support/life.ts';

export const lives: readonly Life[] = [];
