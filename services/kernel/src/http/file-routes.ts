import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { attachFile, houseOf } from '../attachment/attach-file';
import { isShown, takesAttachments } from '../attachment/attachment';
import { requireLink, type FileView } from '../attachment/file-link';
import type { ByteRange } from '../attachment/file-store';
import { findMediaType } from '../attachment/media-types';
import { shownPicture } from '../attachment/pictures';
import type { Row } from '../database/tables';
import { isId } from '../entity/id';
import { notFound } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { findReadable } from '../reading/readable';
import type { Service } from '../service';
import { noting, type ContextFor } from './context-for';

const missing = () => notFound({ zh: '附件', en: 'attachments' });

/** What comes from outside is never a page: nothing in it runs, and nobody guesses what it is. */
const asDeadMatter = (reply: FastifyReply) =>
  reply.headers({ 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=600' });

/** Files of records: sent as they are, opened by links for some minutes. */
export function fileRoutes(app: FastifyInstance, service: Service, contextFor: ContextFor): void {
  uploadRoute(app, service, contextFor);
  for (const view of ['file', 'preview', 'thumbnail'] as const)
    app.get<{ Params: { id: string }; Querystring: { until?: string; sign?: string } }>(`/files/${service.name}/:id${view === 'file' ? '' : `/${view}`}`, async (request, reply) => {
      const context = await contextFor(request, service);
      const { id } = request.params;
      requireLink(service.database, id, view, request.query);
      const row = await readableAttachment(context, service, id);
      return view === 'file' ? sendFile(request, reply, context, row) : sendPicture(reply, context, row, view);
    });
}

function uploadRoute(app: FastifyInstance, service: Service, contextFor: ContextFor): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post<{ Params: { many: string; recordId: string } }>(`/files/${service.name}/:many/:recordId`, async (request, reply) => {
      const { many, recordId } = request.params;
      const thing = service.definition.things.find((each) => each.register.many === many && takesAttachments(each));
      if (!thing) throw notFound({ zh: '可附文件的台账', en: 'registers that take files' });
      const context = await contextFor(request, service);
      const content = request.body as Readable | undefined;
      const asked = { recordId, fileName: header(request, 'x-file-name') ?? '', note: decoded(header(request, 'x-note')), key: header(request, 'x-idempotency-key') };
      const id = await noting(context, `attach ${many}`, () => attachFile(context, thing, { ...asked, content: content ?? request.raw }));
      return reply.code(201).send({ id });
    });
  });
}

const header = ({ headers }: FastifyRequest, name: string): string | null => (headers[name] === undefined ? null : String(headers[name]));

function decoded(text: string | null): string | null {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An attachment that has not been removed, of a record that the caller may read now. */
async function readableAttachment(context: ServiceContext, { definition }: Service, id: string): Promise<Row> {
  const row = isId(id) ? ((await context.db.selectFrom('attachment').selectAll().where('id', '=', id as never).where('ended_at', 'is', null).executeTakeFirst()) as Row | undefined) : undefined;
  const thing = row && definition.things.find(({ register }) => register.type === row.type);
  if (!thing || (!thing.scope.open && !context.actor.may(`${thing.register.noun as string}.read`)) || !(await findReadable(context, thing, row.record_id as string))) throw missing();
  return row;
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, context: ServiceContext, row: Row) {
  const { store } = houseOf(context);
  const [sha256, type] = [row.sha256 as string, findMediaType(row.media_type as string)?.type ?? 'application/octet-stream'];
  const size = await store.sizeOf(sha256);
  if (size === null) throw missing();
  const name = encodeURIComponent(row.file_name as string).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  asDeadMatter(reply).type(type).headers({ 'content-disposition': `attachment; filename*=UTF-8''${name}`, 'accept-ranges': 'bytes' });
  const range = rangeIn(request.headers.range, size);
  if (!range) return reply.header('content-length', size).send(store.read(sha256));
  reply.code(206).headers({ 'content-range': `bytes ${range.start}-${range.end}/${size}`, 'content-length': range.end - range.start + 1 });
  return reply.send(store.read(sha256, range));
}

async function sendPicture(reply: FastifyReply, context: ServiceContext, row: Row, view: Exclude<FileView, 'file'>) {
  const { store, settings } = houseOf(context);
  if (!isShown(row)) throw missing();
  const name = await shownPicture(store, row.sha256 as string, view, settings);
  return asDeadMatter(reply).type('image/webp').headers({ 'content-disposition': 'inline', 'content-length': (await store.sizeOf(name))! }).send(store.read(name));
}

/** One range, as a player of films asks for; anything else is answered with the whole. */
function rangeIn(asked: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(asked ?? '') ?? [];
  if (from === undefined) return undefined;
  const [start, end] = [Number(from), to ? Math.min(Number(to), size - 1) : size - 1];
  return start <= end ? { start, end } : undefined;
}
