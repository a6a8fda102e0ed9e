/** Whoever asks the graph and gets its data. */
export interface Asking {
  ask(query: string, variables?: object): Promise<Record<string, unknown>>;
}
interface Ending {
  readonly id: string;
  readonly version: number;
}

/** Whoever set the city up can no longer sign in afterwards, and the role that allowed everything is gone: both in one request, the last one. */
export async function leave(client: Asking, username: string): Promise<void> {
  const query = 'query Leaving($username: String!) { accounts(filter: { search: $username }) { nodes { id version username } } roles(filter: { search: "首位管理员", ended: false }) { nodes { id version } } }';
  const { accounts, roles } = (await client.ask(query, { username })) as { accounts: { nodes: (Ending & { username: string })[] }; roles: { nodes: Ending[] } };
  const ending = ({ id, version }: Ending) => ({ id, version, reason: '建库完成' });
  const document = 'mutation Leave($account: EndAccountInput!, $role: EndRoleInput!) { endAccount(input: $account) { id } endRole(input: $role) { id } }';
  await client.ask(document, { account: ending(accounts.nodes.find((each) => each.username === username)!), role: ending(roles.nodes[0]!) });
}
