import { takenAt } from './exif';
import { fileRefused } from './file-refused';
import type { FileSettings } from './file-settings';
import type { FileStore, ReceivedFile } from './file-store';
import { Lane } from './lane';
import type { MediaType } from './media-types';

/** Longest side of what is shown, in pixels. */
export const SIZES = { preview: 1600, thumbnail: 320 } as const;
export type Size = keyof typeof SIZES;

const SECONDS = 20;
const MOST_WAITING = 100;
const lane = new Lane(MOST_WAITING);

/** Loaded when the first picture comes. */
async function openPicture(path: string, { pixels }: FileSettings) {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp(path, { limitInputPixels: pixels, failOn: 'error', sequentialRead: true });
}

export interface PictureFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: Date | null;
}

/** What a picture says of itself, without being unfolded. */
export async function pictureFacts({ path }: ReceivedFile, { shown }: MediaType, settings: FileSettings): Promise<PictureFacts> {
  if (!shown) return { width: null, height: null, takenAt: null };
  try {
    const { autoOrient: { width, height }, exif } = await (await openPicture(path, settings)).metadata();
    return { width, height, takenAt: takenAt(exif) };
  } catch (error) {
    if (/pixel limit/.test(String(error))) throw fileRefused('照片的像素太多，不予打开；请缩小后再传', 'The picture has too many pixels and is not opened; make it smaller and send it again');
    throw fileRefused('照片打不开，可能已损坏，请重新拍摄或另存后再传', 'The picture does not open and may be damaged; take or save it again');
  }
}

const making = new Map<string, Promise<void>>();

/** The name of a picture made smaller, of new bytes without what the camera wrote into it; made when it is first asked for. */
export async function shownPicture(store: FileStore, sha256: string, size: Size, settings: FileSettings): Promise<string> {
  const name = `${sha256}-${SIZES[size]}.webp`;
  if ((await store.sizeOf(name)) !== null) return name;
  let made = making.get(name);
  if (!made) {
    made = lane.run(() => make(store, sha256, name, SIZES[size], settings)).finally(() => making.delete(name));
    making.set(name, made);
  }
  await made;
  return name;
}

const make = (store: FileStore, sha256: string, name: string, side: number, settings: FileSettings) =>
  store.locally(sha256, async (path) => {
    const picture = (await openPicture(path, settings)).timeout({ seconds: SECONDS }).autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    await store.write(name, await picture.webp({ quality: 80 }).toBuffer());
  });
