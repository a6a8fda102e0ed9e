import { join, resolve } from 'node:path';

/** Where attachments lie and what one may hold. */
export interface FileSettings {
  /** Each service has a folder of its own below it. */
  readonly folder: string;
  readonly fileBytes: number;
  readonly videoBytes: number;
  readonly perRecord: number;
  /** A picture with more is not opened: a small file may unfold into gigabytes. */
  readonly pixels: number;
  /** How long a link opens a file at most. */
  readonly linkSeconds: number;
}

const MB = 2 ** 20;

function positive(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const value = Number(env[name] ?? otherwise);
  if (!(value > 0)) throw new Error(`${name} should be a number above 0`);
  return value;
}

/** As the environment says it; the folder lies beside the keys unless told. */
export const fileSettings = (data: string, env: NodeJS.ProcessEnv = {}): FileSettings => ({
  folder: env.MODUAN_FILES ? resolve(env.MODUAN_FILES) : join(data, 'files'),
  fileBytes: positive(env, 'MODUAN_FILE_MB', 20) * MB,
  videoBytes: positive(env, 'MODUAN_VIDEO_MB', 100) * MB,
  perRecord: positive(env, 'MODUAN_FILES_PER_RECORD', 60),
  pixels: positive(env, 'MODUAN_PICTURE_MEGAPIXELS', 100) * 1_000_000,
  linkSeconds: positive(env, 'MODUAN_FILE_LINK_MINUTES', 10) * 60,
});
