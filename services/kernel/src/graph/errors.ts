import { GraphQLError } from 'graphql';
import type { RequestContext } from '../actor/request-context';
import { detailsIn, DomainError } from '../errors/domain-error';

/** What a bug looks like from outside: nothing but the number under which it stands in the log. */
const INTERNAL = { zh: '系统内部出错，请把请求编号告诉信息中心', en: 'Internal error; give the request id to the information centre' };

export type LogBug = (error: unknown, requestId: string) => void;

/** Errors as the client may see them, in its language; made here, so that nothing leaves the service unmasked. */
export function presentErrors(errors: readonly GraphQLError[] | undefined, request: RequestContext, log: LogBug): GraphQLError[] | undefined {
  return errors?.map((error) => {
    const cause = error.originalError ?? error;
    if (cause instanceof DomainError) return new GraphQLError(cause.label[request.language], { path: error.path, extensions: { code: cause.code, details: detailsIn(cause, request.language) } });
    if (!error.originalError && error.extensions?.code) return error;
    if (!error.path && !error.originalError) return new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } });
    log(cause, request.requestId);
    return new GraphQLError(INTERNAL[request.language], { path: error.path, extensions: { code: 'INTERNAL', requestId: request.requestId } });
  });
}

export const internalMessage = INTERNAL;
