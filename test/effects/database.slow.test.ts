import { provesEffects } from './effects.ts';

provesEffects('database');
