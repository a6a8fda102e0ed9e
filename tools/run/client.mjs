// A person at the product's front door: signs in, asks, sends a file.
import { Trouble } from './progress.mjs';

/** @param {string} url */
export async function signIn(url, { username, password }) {
  const headers = { 'content-type': 'application/json', 'x-moduan': '1', 'accept-language': 'zh' };
  const answer = await fetch(`${url}/session`, { method: 'POST', headers, body: JSON.stringify({ username, password }) });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Trouble(`账号 ${username} 登录失败：${body.message ?? answer.status}`, `${username} cannot sign in: ${body.message ?? answer.status}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  return clientOf(url, { ...headers, cookie }, body.actor);
}

function clientOf(url, headers, actor) {
  return {
    actor,
    /** Asks the graph; an error in the answer is an error here. */
    async ask(query, variables = {}) {
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      const { data, errors } = await answer.json();
      if (errors?.length) throw new Error(errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; '));
      return data;
    },
    /** Sends a file to an import; answers the id of the run. */
    async send(path, fileName, content) {
      const named = { ...headers, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(fileName) };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers: named, body: content });
      const body = await answer.json().catch(() => ({}));
      if (!answer.ok) throw new Trouble(`文件未被接受：${body.message ?? answer.status}`, `The file was not taken: ${body.message ?? answer.status}`);
      return body.id;
    },
  };
}
