import { regain, tell, type SessionAnswer } from './session';

/** The browser follows links to files by itself and renews nothing: a lapsed session is renewed before it goes. */
export const keepDownloadsFresh = () => {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[download]');
    if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith(location.origin)) return;
    event.preventDefault();
    // outside of the page: its own click comes past here no more
    void follow(Object.assign(document.createElement('a'), { href: link.href, download: link.download }));
  });
};

const follow = async (link: HTMLAnchorElement) => {
  const answer = await tell<SessionAnswer>('GET', '/session').catch(() => undefined);
  if (answer && !answer.actor) await regain(0);
  link.click();
};
