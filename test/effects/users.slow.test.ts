import { provesEffects } from './effects.ts';

provesEffects('users');
