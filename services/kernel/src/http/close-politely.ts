import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Milliseconds for what is under way when the server is told to end. */
const GRACE = 30_000;

/**
 * Answers what is under way and then ends. A connection that waited for its answer would otherwise be kept for the next
 * request, one that has been opened in advance for its first, and the server with them. Says whether the server is ending.
 */
export function closePolitely(app: FastifyInstance): { readonly isStopping: () => boolean; readonly stop: () => void } {
  let stopping = false;
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  // A file that had begun to leave before has promised to keep its connection.
  app.addHook('onResponse', async () => {
    if (stopping) setImmediate(() => app.server.closeIdleConnections());
  });
  app.addHook('preClose', async () => {
    stopping = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), GRACE).unref();
  });
  return { isStopping: () => stopping, stop: () => void (stopping = true) };
}
