import { provesEffects } from './effects.ts';

provesEffects('sentinel');
