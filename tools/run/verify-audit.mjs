// npm run verify-audit: goes through the audit trail and says what is not as it was written.
import { runOnDatabase } from './on-database.mjs';

await runOnDatabase('verify-audit.ts');
