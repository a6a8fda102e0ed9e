import 'reflect-metadata';
import { runProcess } from '@moduan/kernel/serving/run-process';
import { readSettings } from './settings';
import { startServer } from './server';

await runProcess(async () => {
  const { url, firstToken, close } = await startServer(readSettings(process.env));
  return { url, firstToken, close };
});
