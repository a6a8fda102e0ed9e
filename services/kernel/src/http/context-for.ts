import type { FastifyRequest } from 'fastify';
import type { ServiceContext } from '../graph/service-context';
import type { Service } from '../service';

/** Who asks for a file, in the service that holds it; throws when nobody does. */
export type ContextFor = (request: FastifyRequest, service: Service) => Promise<ServiceContext>;
