import { runProcess } from '@moduan/kernel/serving/run-process';
import { serveService } from '@moduan/kernel/serving/serve-service';
import { readServiceSettings } from '@moduan/kernel/serving/service-settings';
import { enterprises } from './subgraph';

await runProcess(async () => ({ ...(await serveService(enterprises, readServiceSettings(process.env))) }));
