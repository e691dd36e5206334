import { provesEffects } from './effects.ts';

provesEffects('station');
