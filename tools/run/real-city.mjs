// A real city: begun without demonstration data, by the link of its first administrator.
import { Trouble } from './progress.mjs';

/**
 * The server's own answer: it alone knows what is there.
 * @returns {Promise<{ empty: boolean, city: 'REAL' | 'DEMONSTRATION' | null }>}
 */
export async function cityState(url) {
  const answer = await fetch(`${url}/health/ready`, { headers: { accept: 'application/json' } });
  return answer.json();
}

/**
 * The link by which somebody becomes the first administrator, while nobody is there; the one before it is dead then.
 * Absent when the city has its administrator already. Refuses where the demonstration city stands.
 * @param {{ url: string, firstToken?: string }} product
 */
export async function beginRealCity({ url, firstToken }) {
  const { empty, city } = await cityState(url);
  if (city === 'DEMONSTRATION') {
    throw new Trouble(
      '这个数据目录里是演示城市，不能再当真实城市用。请用 MODUAN_DATA=… 另选空目录（或用 DATABASE_URL=… 另选空库）。',
      'This data directory holds the demonstration city and can not become a real one. Choose an empty one with MODUAN_DATA=… (or an empty database with DATABASE_URL=…).',
    );
  }
  if (!empty || !firstToken) return undefined;
  const answer = await fetch(`${url}/first-administrator/begin`, { method: 'POST', headers: { 'x-moduan': '1', 'x-moduan-first': firstToken } });
  const { token } = await answer.json();
  if (!token) throw new Trouble('首位管理员的链接没有生成，请再启动一次。', 'The link of the first administrator was not made; start again.');
  return `${url}/first#${token}`;
}
