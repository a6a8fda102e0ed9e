const EXIF_FOLDER = 0x8769;
const TAKEN = 0x9003;
const TAKEN_ZONE = 0x9011;

/** When a picture was taken, as its camera wrote it; without a zone by the clock of the office. Null when it does not say, or nothing that can be. */
export function takenAt(exif: Buffer | undefined, now = new Date()): Date | null {
  try {
    const tiff = exif?.subarray(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0);
    if (!tiff) return null;
    const tags = tagsIn(tiff);
    const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(tags.get(TAKEN) ?? '') ?? [];
    const zone = /^[+-]\d\d:\d\d/.exec(tags.get(TAKEN_ZONE) ?? '')?.[0] ?? '+08:00';
    const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
    return at.getTime() > Date.UTC(1990) && at.getTime() < now.getTime() + 86_400_000 ? at : null;
  } catch {
    // What reaches past its own end says nothing.
    return null;
  }
}

/** The texts of the folder that tells of the shot. */
function tagsIn(tiff: Buffer): Map<number, string> {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const entries = (folder: number) => Array.from({ length: Math.min(short(folder), 500) }, (_, i) => folder + 2 + i * 12);
  const shot = entries(long(4)).find((at) => short(at) === EXIF_FOLDER);
  const texts = new Map<number, string>();
  if (shot === undefined) return texts;
  for (const at of entries(long(shot + 8))) {
    const length = long(at + 4);
    if (short(at + 2) !== 2 || length > 100) continue;
    const from = length <= 4 ? at + 8 : long(at + 8);
    texts.set(short(at), tiff.toString('latin1', from, from + length));
  }
  return texts;
}
