import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Label } from '@moduan/schema';
import { detailsIn, DomainError, internalError } from '../errors/domain-error';
import { refusedValue } from '../errors/refused-value';
import { languageOf } from './request-of';

const statusOf: Record<DomainError['code'], number> = {
  INVALID_INPUT: 422, NOT_FOUND: 404, FORBIDDEN: 403, ILLEGAL_TRANSITION: 409, CONFLICT: 409, UNAUTHENTICATED: 401, RATE_LIMITED: 429, UNAVAILABLE: 503,
};

/** A refusal outside of the graph, in the same shape: code, words in the person's language, details. */
export const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, code: string, message: Label, details: object = {}) =>
  // What was about to be sent as a file may have its headers already.
  reply.removeHeader('content-disposition').type('application/json; charset=utf-8').code(status).send({ code, message: message[languageOf(request)], details, requestId: request.id });

export function refuseError(request: FastifyRequest, reply: FastifyReply, error: unknown) {
  if (error instanceof DomainError) return refuseAs(request, reply, error);
  const refused = refusedValue(error);
  if (refused) {
    request.log.warn({ err: error, requestId: request.id }, 'a value that the database refuses');
    return refuseAs(request, reply, refused);
  }
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode === 429) return refuse(request, reply, 429, 'RATE_LIMITED', { zh: '请求太频繁，请稍后再试', en: 'Too many requests; try again later' });
  if (statusCode >= 400 && statusCode < 500) return refuse(request, reply, statusCode, 'INVALID_INPUT', { zh: '请求的内容不对', en: 'The request is not well formed' });
  request.log.error({ err: error }, 'unexpected error');
  return refuse(request, reply, 500, 'INTERNAL', internalError);
}

const refuseAs = (request: FastifyRequest, reply: FastifyReply, error: DomainError) =>
  refuse(request, reply, statusOf[error.code], error.code, error.label, detailsIn(error, languageOf(request)));
