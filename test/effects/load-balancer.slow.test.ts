import { provesEffects } from './effects.ts';

provesEffects('load-balancer');
