// npm run copies: compares the copies between domains with their originals, beside a running product or alone.
import { runOnDatabase } from './on-database.mjs';

await runOnDatabase('copies.ts');
