import { checkFigures } from './check-figures.ts';
import { sentinelRuns } from './sentinel-runs.ts';

checkFigures(sentinelRuns);
