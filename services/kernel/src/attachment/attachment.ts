import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import { inputType, type MadeClass } from '../graph/field-types';
import { DateTime } from '../graph/scalars';
import { findMediaType } from './media-types';

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'A picture or another file that belongs to a record, and is as visible as the record.' })
export class Attachment {
  @Field(() => ID, { description: 'Id of the attachment.' }) id!: string;
  @Field(() => String, { description: 'Its name, with the ending of what it holds.' }) fileName!: string;
  @Field(() => String, { description: 'What it is by its content, as `image/jpeg`.' }) mediaType!: string;
  @Field(() => Int, { description: 'Its length in bytes.' }) size!: number;
  @Field(() => String, { description: 'SHA-256 of its content, in hexadecimal.' }) sha256!: string;
  @Field(() => Int, { nullable: true, description: 'Width of a picture in pixels, as it is shown.' }) width!: number | null;
  @Field(() => Int, { nullable: true, description: 'Height of a picture in pixels, as it is shown.' }) height!: number | null;
  @Field(() => DateTime, { nullable: true, description: 'When the picture was taken, if its camera has written that into it.' }) takenAt!: string | null;
  @Field(() => String, { nullable: true, description: 'What was noted with it.' }) note!: string | null;
  @Field(() => DateTime, { description: 'When it was added.' }) createdAt!: string;
  @Field(() => String, { description: 'Who added it.' }) createdByName!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was removed.' }) endedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Who removed it.' }) endedByName!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was removed.' }) endReason!: string | null;
  @Field(() => String, { nullable: true, description: 'The file as it came, for some minutes and for who may read the record; null when it was removed.' }) url!: string | null;
  @Field(() => String, { nullable: true, description: 'The picture at 1600 pixels at most, without what the camera wrote into it; null where there is none.' }) previewUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'The picture at 320 pixels at most; null where there is none.' }) thumbnailUrl!: string | null;
}

export interface EndAttachmentInput {
  readonly id: string;
  readonly attachmentId: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

const member = (type: unknown, description: string, nullable = false) => ({ type: () => type, description, nullable });

export const endAttachmentInput = (type: string): MadeClass =>
  inputType(`End${type}AttachmentInput`, 'Takes an attachment away from a record; it stays in the history, and its bytes are kept.', {
    id: member(ID, 'The record.'),
    attachmentId: member(ID, 'The attachment.'),
    reason: member(String, 'Why it is removed.'),
    clientMutationId: member(String, 'Idempotency key.', true),
  });

/** Registers whose records take attachments: those that somebody keeps up to date. What the system writes by itself has none. */
export const takesAttachments = ({ register }: AnyThing): boolean => (register.can as readonly string[]).includes('amend');

/** Whether something smaller can be shown of it. */
export const isShown = (row: Row): boolean => Boolean(row.width) && findMediaType(row.media_type as string)?.shown === true;
