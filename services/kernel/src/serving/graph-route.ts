import type { FastifyInstance } from 'fastify';
import { OperationTypeNode, parse, validate, type DocumentNode, type GraphQLError } from 'graphql';
import { endWhenGone, endWhenLate } from '../http/request-of';
import type { Service } from '../service';
import { statedContext } from './statement-door';

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const body = {
  type: 'object',
  required: ['query'],
  properties: { query: { type: 'string', maxLength: 200_000 }, variables: { type: ['object', 'null'] } },
} as const;

const MOST_DOCUMENTS = 1_000;

/** Documents of the gateway's plans: parsed and checked once, the same text gives the same object. */
function documentsOf({ subgraph }: Service) {
  const known = new Map<string, DocumentNode | readonly GraphQLError[]>();
  return (text: string) => {
    let document = known.get(text);
    if (!document) {
      const parsed = parse(text, { noLocation: true });
      const errors = validate(subgraph.schema, parsed);
      document = errors.length ? errors : parsed;
      if (known.size >= MOST_DOCUMENTS) known.delete(known.keys().next().value!);
      known.set(text, document);
    }
    return document;
  };
}

const changes = ({ definitions }: DocumentNode) => definitions.some((definition) => 'operation' in definition && definition.operation === OperationTypeNode.MUTATION);

/** The service's part of the graph, for the gateway alone. */
export function graphRoute(app: FastifyInstance, service: Service): void {
  const documentOf = documentsOf(service);
  app.post('/graphql', { schema: { body } }, async (request, reply) => {
    const { query, variables } = request.body as Asked;
    const context = statedContext(request);
    endWhenGone(reply, context);
    const left = Number(request.headers['x-time-left']);
    if (left > 0) context.limit({ question: left, change: left });
    endWhenLate(reply, context);
    const document = documentOf(query);
    if ('length' in document) return reply.code(400).send({ errors: document });
    context.changes = changes(document);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(await service.execute(document, variables ?? undefined, context)));
  });
}
