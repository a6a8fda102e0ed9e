import { runProcess } from '@moduan/kernel/serving/run-process';
import { serveService } from '@moduan/kernel/serving/serve-service';
import { readServiceSettings } from '@moduan/kernel/serving/service-settings';
import { offices } from './subgraph';

await runProcess(async () => ({ ...(await serveService(offices, readServiceSettings(process.env))) }));
