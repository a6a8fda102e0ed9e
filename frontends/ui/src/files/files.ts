import type { Register } from '@moduan/schema';

/** A picture or another file of a record, as the graph shows it. */
export interface RecordFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: string | null;
  readonly note: string | null;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly url: string | null;
  readonly previewUrl: string | null;
  readonly thumbnailUrl: string | null;
}

const fields = 'id fileName mediaType size width height takenAt note createdAt createdByName url previewUrl thumbnailUrl';

/** Records that somebody keeps up to date take files. */
export const takesFiles = ({ can }: Register): boolean => can.includes('amend');

export const filesDocument = ({ type, one }: Register) => `query ${type}Files($id: ID!) { record: ${one}(id: $id) { id attachments { ${fields} } } }`;
export const endFileDocument = ({ type }: Register) => `mutation End${type}Attachment($input: End${type}AttachmentInput!) { record: end${type}Attachment(input: $input) { id version attachments { ${fields} } } }`;

export const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.docx,.xlsx,video/mp4,video/quicktime';

/** 1.4 MB, 830 KB. */
export const sizeText = (bytes: number): string => (bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(1)} MB` : `${Math.max(Math.round(bytes / 1024), 1)} KB`);
