// The port the product listens on.
import net from 'node:net';
import { Trouble } from './progress.mjs';

export function portFromEnvironment(usual = 4000) {
  const text = process.env.PORT ?? String(usual);
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Trouble(`PORT=${text} 不是端口号（1–65535）。`, `PORT=${text} is no port number (1–65535).`);
}

const listen = (port, host) =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(port, host, () => {
      const { port: taken } = probe.address();
      probe.close(() => resolve(taken));
    });
  });

/** Says what to do when the port cannot be had. */
export async function checkPort(port, host) {
  try {
    await listen(port, host);
  } catch (error) {
    if (error.code === 'EADDRINUSE') {
      throw new Trouble(`端口 ${port} 已被占用。另选一个：PORT=${port + 1} npm start`, `Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
    }
    if (error.code === 'EACCES') {
      throw new Trouble(`没有使用端口 ${port} 的权限。请选 1024 以上的端口：PORT=4000 npm start`, `No right to use port ${port}. Choose one above 1024: PORT=4000 npm start`);
    }
    throw new Trouble(`不能在 ${host}:${port} 监听（${error.code}）。请检查 HOST 与 PORT。`, `Cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT.`);
  }
}

export const freePort = (host = '127.0.0.1') => listen(0, host);
