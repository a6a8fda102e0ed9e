// Stands before the server while developing: keeps the address while the server restarts and reloads open pages.
import http from 'node:http';

const SCRIPT = '/__reload.js';
const EVENTS = '/__reload';
const CODE = `new EventSource('${EVENTS}').addEventListener('reload', () => location.reload());`;
const PATIENCE_MS = 20_000;

/**
 * @param {{ port: number, host: string, target: number }} options `target` is the server's own port.
 */
export async function reloadProxy({ port, host, target }) {
  const pages = new Set();
  const server = http.createServer((request, response) => {
    if (request.url === SCRIPT) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(CODE);
    if (request.url === EVENTS) return listen(request, response, pages);
    return pass(request, response, target, Date.now() + PATIENCE_MS);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    reload: () => pages.forEach((page) => page.write('event: reload\ndata: 1\n\n')),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(request, response, pages) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  pages.add(response);
  request.on('close', () => pages.delete(response));
}

/** A request without a body waits for a server that is just starting again. */
function pass(request, response, target, until) {
  const headers = { ...request.headers, 'accept-encoding': 'identity' };
  const onward = http.request({ host: '127.0.0.1', port: target, method: request.method, path: request.url, headers }, (answer) => relay(answer, response));
  onward.on('error', () => {
    if (response.headersSent) return response.destroy();
    if (['GET', 'HEAD'].includes(request.method) && Date.now() < until) return setTimeout(() => pass(request, response, target, until), 200);
    return response.writeHead(503, { 'content-type': 'application/json' }).end('{"code":"INTERNAL","message":"服务正在重启 the server is restarting"}');
  });
  request.pipe(onward);
}

function relay(answer, response) {
  if (!String(answer.headers['content-type']).startsWith('text/html')) {
    response.writeHead(answer.statusCode, answer.headers);
    return answer.pipe(response);
  }
  const { 'content-length': _length, ...headers } = answer.headers;
  response.writeHead(answer.statusCode, { ...headers, 'cache-control': 'no-store' });
  answer.pipe(response, { end: false });
  return answer.on('end', () => response.end(`<script src="${SCRIPT}"></script>`));
}
