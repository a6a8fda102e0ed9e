// Carries the events between services that run by themselves.
import 'reflect-metadata';
import { SecretBox } from '@moduan/kernel';
import { StatementVerifier } from '@moduan/kernel/trust/statement';
import { readPublicKeys } from '@moduan/kernel/trust/statement-keys';
import { runProcess } from '@moduan/kernel/serving/run-process';
import { callRoute, plainServer } from '@moduan/kernel/serving/serve-service';
import { readServiceSettings } from '@moduan/kernel/serving/service-settings';
import { statementDoor } from '@moduan/kernel/serving/statement-door';
import { openWorker } from './composition';
import { readMadeKeys } from './keys-files';
import { noteSeal } from './seals-file';

await runProcess(async () => {
  const settings = readServiceSettings(process.env);
  const app = plainServer(settings.logLevel);
  const worker = await openWorker({ ownerUrl: settings.databaseUrl, secrets: new SecretBox(readMadeKeys(settings.data)) }, (error) => app.log.error({ err: error }, 'events'), (seal) => noteSeal(settings.data, seal));
  const verifier = new StatementVerifier(await readPublicKeys(settings.data), 'worker');
  await app.register(async (trusted) => {
    statementDoor(trusted, verifier);
    callRoute(trusted, async (name) => (name === 'isQuiet' ? worker.isQuiet() : name === 'unsealedSeconds' ? worker.unsealedSeconds() : undefined));
  });
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async () => ({ ready: true }));
  const url = await app.listen({ host: settings.host, port: settings.port });
  return {
    url,
    close: async () => {
      await app.close();
      await worker.close();
    },
  };
});
