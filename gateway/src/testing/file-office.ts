import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fileSettings } from '@moduan/kernel/attachment/file-settings';
import { dataOf } from './open-city';
import { openGateway, type FrontDoor, type Gateway, type Visitor } from './open-gateway';
import { openGatewayByUrl } from './open-gateway-by-url';
import { appoint } from './staff';

export const [A, B] = ['430681119', '430681104'];
/** Smaller than those of the product, so that a test reaches them. */
export const limits = { perRecord: 12, fileBytes: 300_000, videoBytes: 400_000, pixels: 5_000_000 };
/** The product in one shape, with who adds, who only reads, and somebody of another town. */
export interface FileOffice {
  readonly door: FrontDoor;
  readonly databaseUrl: string;
  readonly files: string;
  readonly first: Visitor;
  readonly officer: Visitor;
  readonly reader: Visitor;
  readonly foreign: Visitor;
  readonly premises: string;
}
export interface Shown {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly width: number | null;
  readonly takenAt: string | null;
  readonly note: string | null;
  readonly url: string;
  readonly previewUrl: string | null;
  readonly thumbnailUrl: string | null;
}
const amend = ['premises.read', 'premises.create', 'premises.amend', 'premises.end', 'area.read'];
async function officeOf(door: FrontDoor, databaseUrl: string, files: string): Promise<FileOffice> {
  const first = await door.signIn('first');
  for (const input of [{ code: '430681', name: '汨罗市' }, { code: A, name: '新市镇' }, { code: B, name: '古培镇' }]) dataOf(await first.ask('mutation M($i: CreateAreaInput!) { made: createArea(input: $i) { id } }', { i: input }));
  const officer = await appoint(door, first, { username: 'officer', areaCode: A, permissions: amend });
  const reader = await appoint(door, first, { username: 'reader', areaCode: A, permissions: ['premises.read'] });
  const foreign = await appoint(door, first, { username: 'foreign', areaCode: B, permissions: amend });
  return { door, databaseUrl, files, first, officer, reader, foreign, premises: await enter(officer) };
}
/** A premises of the first town. */
export const enter = async (visitor: Visitor, name = '新市百货'): Promise<string> =>
  (dataOf(await visitor.ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: { name, kind: 'SHOP', areaCode: A } })).made as { id: string }).id;

export interface FileOffices {
  readonly one: Gateway;
  /** By the name of the shape. */
  readonly shapes: Readonly<Record<string, FileOffice>>;
  close(): Promise<void>;
}

/** Both shapes of the product, with files in a folder that goes with them. */
export async function openFileOffices(postgresUrl: string): Promise<FileOffices> {
  const folder = mkdtempSync(join(tmpdir(), 'moduan-files-'));
  const [ofOne, ofMany] = [join(folder, 'one'), join(folder, 'many')];
  const one = await openGateway(postgresUrl, 'files_one', undefined, { files: { ...fileSettings(folder), folder: ofOne, ...limits } });
  const many = await openGatewayByUrl(postgresUrl, 'files_by_url', { files: { ...fileSettings(folder), folder: ofMany, ...limits } });
  return {
    one,
    shapes: { 'in one process': await officeOf(one, one.city.url, ofOne), 'by URL': await officeOf(many, many.databaseUrl, ofMany) },
    close: async () => {
      await one.close();
      await many.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const send = (visitor: Visitor, id: string, content: Buffer, headers: Record<string, string> = {}, many_ = 'premisesList') =>
  visitor.fetch(`/files/enterprises/${many_}/${id}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('现场.jpg'), ...headers }, body: new Uint8Array(content) });
export const listed = async (visitor: Visitor, id: string, ended = false): Promise<Shown[]> =>
  (dataOf(await visitor.ask('query Q($id: ID!, $e: Boolean!) { premises(id: $id) { attachments(ended: $e) { id fileName mediaType size width takenAt note url previewUrl thumbnailUrl } } }', { id, e: ended })).premises as { attachments: Shown[] }).attachments;
export const added = async (visitor: Visitor, id: string, content: Buffer, headers: Record<string, string> = {}): Promise<Shown> => {
  const answer = await send(visitor, id, content, headers);
  const { id: made } = (await answer.json()) as { id: string };
  expect(answer.status).toBe(201);
  return (await listed(visitor, id)).find((each) => each.id === made)!;
};
export const told = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
export const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
export const left = (files: string) => readdirSync(join(files, 'enterprises', 'incoming'));
export const end = (visitor: Visitor, id: string, attachmentId: string, reason = '拍错了') => visitor.ask('mutation M($i: EndPremisesAttachmentInput!) { record: endPremisesAttachment(input: $i) { id attachments { id } } }', { i: { id, attachmentId, reason } });
