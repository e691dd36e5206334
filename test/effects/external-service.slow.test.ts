import { provesEffects } from './effects.ts';

provesEffects('external-service');
