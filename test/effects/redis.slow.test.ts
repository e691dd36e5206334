import { provesEffects } from './effects.ts';

provesEffects('redis');
