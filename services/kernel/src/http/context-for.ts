import type { FastifyRequest } from 'fastify';
import { recordRefusals } from '../audit/record-refusal';
import { DomainError } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import type { Service } from '../service';

/** Who asks for a file, in the service that holds it; throws when nobody does. */
export type ContextFor = (request: FastifyRequest, service: Service) => Promise<ServiceContext>;

/** Does the work of a file's request; when its caller may not, that is written down. */
export async function noting<T>(context: ServiceContext, operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'FORBIDDEN') await recordRefusals(context, [{ operation, code: error.code, recordId: null }]);
    throw error;
  }
}
