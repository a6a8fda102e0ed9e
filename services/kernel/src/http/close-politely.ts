import type { FastifyInstance } from 'fastify';

/**
 * Answers what is under way and then ends. A connection that waited for its answer would otherwise be kept for the next
 * request, and the server with it. Says whether the server is ending.
 */
export function closePolitely(app: FastifyInstance): { readonly isStopping: () => boolean; readonly stop: () => void } {
  let stopping = false;
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    stopping = true;
  });
  return { isStopping: () => stopping, stop: () => void (stopping = true) };
}
