import { checkFigures } from './check-figures.ts';
import { failoverPhases } from './failover-phases.ts';

checkFigures(failoverPhases);
