/** What the code on a door opens: a page that asks who it is, and shows the premises to who may read it. */
export const doorAddress = (code: string) => new URL(`/enterprises/at/${code}`, location.origin).toString();
