import type { FastifyRequest } from 'fastify';
import { RequestContext, type Actor } from '@moduan/kernel';
import { languageOf } from '@moduan/kernel/http/request-of';

/** What the services learn of a request; what a client claims about itself in headers is not among it. */
export const contextOf = (request: FastifyRequest, actor: Actor | null): RequestContext =>
  new RequestContext(actor, request.id, request.ip, languageOf(request));
