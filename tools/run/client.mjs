// A person at the product's front door: signs in, asks, sends a file.
import { Trouble } from './progress.mjs';

const cookiesOf = (answer) => answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
const post = (url, path, headers, body) => fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

/** @param {string} url */
export async function signIn(url, { username, password }) {
  const { answer, body, headers } = await enter(url, username, password);
  if (body.step) throw new Trouble(`账号 ${username} 登录还差一步：${body.step}`, `${username} cannot sign in before the step ${body.step}`);
  return clientOf(url, { ...headers, cookie: cookiesOf(answer) }, body.actor);
}

/**
 * The first time: with the password that was handed out, which is changed at once.
 * @param {string} url
 */
export async function signInFirst(url, { username, first, password }) {
  const { answer, headers } = await enter(url, username, first);
  const changed = await post(url, '/session/password', { ...headers, cookie: cookiesOf(answer) }, { current: first, password });
  const body = await changed.json().catch(() => ({}));
  if (!changed.ok) throw new Trouble(`账号 ${username} 没有改成密码：${body.message ?? changed.status}`, `The password of ${username} was not changed: ${body.message ?? changed.status}`);
  return clientOf(url, { ...headers, cookie: cookiesOf(changed) }, body.actor);
}

async function enter(url, username, password) {
  const headers = { 'content-type': 'application/json', 'x-moduan': '1', 'accept-language': 'zh' };
  const answer = await post(url, '/session', headers, { username, password });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Trouble(`账号 ${username} 登录失败：${body.message ?? answer.status}`, `${username} cannot sign in: ${body.message ?? answer.status}`);
  return { answer, body, headers };
}

/** Sends a request; when the short token has lapsed, after the session was renewed once. */
async function sendAs(url, headers, path, init) {
  const request = () => fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  const answer = await request();
  if (answer.status !== 401) return answer;
  const renewed = await post(url, '/session/refresh', headers, {});
  if (!renewed.ok) return answer;
  headers.cookie = cookiesOf(renewed);
  return request();
}

function clientOf(url, headers, actor) {
  return {
    actor,
    get cookie() {
      return headers.cookie;
    },
    /** Asks the graph; an error in the answer is an error here. */
    async ask(query, variables = {}) {
      const answer = await sendAs(url, headers, '/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
      const { data, errors } = await answer.json();
      if (errors?.length) throw new Error(errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; '));
      return data;
    },
    /** Sends a file to an import; answers the id of the run. */
    async send(path, fileName, content) {
      const named = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(fileName) };
      const answer = await sendAs(url, headers, path, { method: 'POST', headers: named, body: content });
      const body = await answer.json().catch(() => ({}));
      if (!answer.ok) throw new Trouble(`文件未被接受：${body.message ?? answer.status}`, `The file was not taken: ${body.message ?? answer.status}`);
      return body.id;
    },
  };
}
