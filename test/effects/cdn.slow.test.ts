import { provesEffects } from './effects.ts';

provesEffects('cdn');
