import { reactive, ref } from 'vue';
import { asOwn, noteOwn } from '../changes/own-changes';
import { toProblem } from '../graph/problem';
import { sendFile } from './send-file';

/** A file on its way; one that failed waits for the person and holds up none of the others. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly note: string;
  state: 'waiting' | 'sending' | 'failed';
  part: number;
  reason: string;
}

/** Sends files one after the other. */
export const useUploads = (path: () => string, record: { readonly kind: string; readonly id: string }, arrived: (file: File) => void) => {
  const uploads = ref<Upload[]>([]);
  let busy = false;

  const settle = (done: Upload) => (uploads.value = uploads.value.filter((other) => other.key !== done.key));
  const work = async () => {
    if (busy) return;
    busy = true;
    for (let next = uploads.value.find(({ state }) => state === 'waiting'); next; next = uploads.value.find(({ state }) => state === 'waiting')) await send(next);
    busy = false;
  };
  const send = async (upload: Upload) => {
    Object.assign(upload, { state: 'sending', part: 0, reason: '' });
    try {
      await asOwn(async () => {
        await sendFile({ path: path(), file: upload.file, note: upload.note, key: upload.key }, (part) => (upload.part = part));
        noteOwn(record.kind, record.id);
      });
      settle(upload);
      arrived(upload.file);
    } catch (error) {
      Object.assign(upload, { state: 'failed', reason: toProblem(error).message });
    }
  };

  const add = (files: Iterable<File>, note = '') => {
    const fresh = [...files].map((file): Upload => reactive({ key: crypto.randomUUID(), file, note: note.trim(), state: 'waiting', part: 0, reason: '' }));
    uploads.value = [...uploads.value, ...fresh];
    void work();
  };
  const retry = (upload: Upload) => {
    upload.state = 'waiting';
    void work();
  };
  return { uploads, add, retry, leave: settle };
};
