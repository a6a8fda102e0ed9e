import { GraphQLError } from 'graphql';
import type { RequestContext } from '../actor/request-context';
import { detailsIn, DomainError, internalError, tooLate } from '../errors/domain-error';
import { isCancelled } from '../database/database-client';
import { refusedValue } from '../errors/refused-value';

/** Where bugs are written down; `warn` for what the caller can correct and an operator may want to see. */
export type LogBug = (error: unknown, requestId: string, level?: 'warn') => void;

/** Errors as the client may see them, in its language; made here, so that nothing leaves the service unmasked. */
export function presentErrors(errors: readonly GraphQLError[] | undefined, request: RequestContext, log: LogBug): GraphQLError[] | undefined {
  return errors?.map((error) => {
    const cause = error.originalError ?? error;
    if (cause instanceof DomainError) return presented(error, cause, request);
    // Compiled documents give errors without extensions.
    if (cause instanceof GraphQLError && cause.extensions?.code) return new GraphQLError(cause.message, { path: error.path, extensions: cause.extensions });
    if (!error.path && !error.originalError) return new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } });
    if (request.ended && isCancelled(cause)) return presented(error, tooLate(), request);
    const refused = refusedValue(cause);
    log(cause, request.requestId, ...(refused ? (['warn'] as const) : []));
    if (refused) return presented(error, refused, request);
    return new GraphQLError(internalError[request.language], { path: error.path, extensions: { code: 'INTERNAL', requestId: request.requestId } });
  });
}

const presented = ({ path }: GraphQLError, cause: DomainError, { language }: RequestContext) =>
  new GraphQLError(cause.label[language], { path, extensions: { code: cause.code, details: detailsIn(cause, language) } });
