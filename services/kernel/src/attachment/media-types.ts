/** What is taken as an attachment: told by its content, never by its name or by what the browser says of it. */
export interface MediaType {
  readonly type: string;
  /** The first is put behind a name that ends otherwise. */
  readonly endings: readonly string[];
  readonly look: 'picture' | 'document' | 'video';
  /** Whether smaller pictures can be made of it. */
  readonly shown: boolean;
}

const picture = (type: string, endings: readonly string[], shown = true): MediaType => ({ type, endings, look: 'picture', shown });
const other = (type: string, ending: string, look: MediaType['look']): MediaType => ({ type, endings: [ending], look, shown: false });

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Pictures of HEIC are kept as they come: what reads them is not free of patents, so nothing smaller is made of them. */
export const mediaTypes: readonly MediaType[] = [
  picture('image/jpeg', ['jpg', 'jpeg', 'jpe', 'jfif']),
  picture('image/png', ['png']),
  picture('image/webp', ['webp']),
  picture('image/heic', ['heic', 'heif'], false),
  picture('image/heif', ['heif', 'heic'], false),
  other('application/pdf', 'pdf', 'document'),
  other(DOCX, 'docx', 'document'),
  other(XLSX, 'xlsx', 'document'),
  other('video/mp4', 'mp4', 'video'),
  other('video/quicktime', 'mov', 'video'),
];

export const findMediaType = (type: string): MediaType | undefined => mediaTypes.find((each) => each.type === type);
