import { runProcess } from '@moduan/kernel/serving/run-process';
import { serveService } from '@moduan/kernel/serving/serve-service';
import { readServiceSettings } from '@moduan/kernel/serving/service-settings';
import { gridsService } from './subgraph';

await runProcess(async () => ({ ...(await serveService(gridsService, readServiceSettings(process.env))) }));
