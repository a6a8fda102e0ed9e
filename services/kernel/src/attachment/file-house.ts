import { join } from 'node:path';
import type { FileSettings } from './file-settings';
import type { FileStore } from './file-store';
import { FolderStore } from './folder-store';

/** The files of one service, and what they may be. */
export interface FileHouse {
  readonly store: FileStore;
  readonly settings: FileSettings;
}

export const openFileHouse = (settings: FileSettings, service: string): FileHouse => ({ settings, store: new FolderStore(join(settings.folder, service)) });
