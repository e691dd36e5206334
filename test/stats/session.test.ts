import { checkFigures } from './check-figures.ts';
import { sessionSeeks } from './session.ts';

checkFigures(sessionSeeks);
