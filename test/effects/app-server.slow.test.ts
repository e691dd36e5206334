import { provesEffects } from './effects.ts';

provesEffects('app-server');
