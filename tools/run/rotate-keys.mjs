// npm run rotate-keys: new keys for what is sealed in the database; the product must be stopped.
import { runningOn } from './instance.mjs';
import { runOnDatabase } from './on-database.mjs';
import { dataDirectory } from './product.mjs';
import { giveUp, Trouble } from './progress.mjs';

const run = runningOn(dataDirectory());
if (run) giveUp(new Trouble(`请先停止正在运行的末端（${run.url ?? run.pid}），再更换密钥。`, `Stop the running product (${run.url ?? run.pid}) before its keys change.`));
else await runOnDatabase('rotate-keys.ts');
