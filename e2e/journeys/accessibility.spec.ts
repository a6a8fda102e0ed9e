import { everyStateIsAccessible } from '../steps/accessibility-journey';

everyStateIsAccessible();
