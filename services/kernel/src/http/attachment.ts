import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { today } from '@moduan/schema/codes';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
} as const;

/** Sends a file under a name in Chinese, as a stream. */
export function attachment(reply: FastifyReply, name: string, format: keyof typeof types, body: Readable) {
  const file = encodeURIComponent(`${name}-${today()}.${format}`);
  return reply.type(types[format]).header('content-disposition', `attachment; filename*=UTF-8''${file}`).header('cache-control', 'no-store').send(body);
}
