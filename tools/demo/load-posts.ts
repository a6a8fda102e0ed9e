import type { DemoCity } from './generate';
import type { Asking } from './leave';

interface Post {
  readonly id: string;
  readonly version: number;
  readonly unitId: string;
  readonly endedAt: string | null;
}

const nodesOf = async <T>(client: Asking, document: string, variables: object): Promise<readonly T[]> => ((await client.ask(document, variables)).list as { nodes: readonly T[] }).nodes;

async function idOf(client: Asking, many: string, Type: string, name: string): Promise<string> {
  const found = await nodesOf<{ id: string; name: string }>(client, `query Find($f: ${Type}Filter) { list: ${many}(filter: $f, first: 50) { nodes { id name } } }`, { f: { search: name, ended: false } });
  const same = found.filter((one) => one.name === name);
  if (same.length !== 1) throw new Error(`${same.length} of ${many} are called ${name}`);
  return same[0]!.id;
}

const postsOf = (client: Asking, personId: string) =>
  nodesOf<Post>(client, 'query Posts($f: AppointmentFilter) { list: appointments(filter: $f) { nodes { id version unitId endedAt } } }', { f: { personId: [personId] } });

const day = (days: number) => new Date(Date.now() + (8 * 3600 + days * 86_400) * 1000).toISOString().slice(0, 10);

/** What no file brings, as an administrator enters it: who stands in for whom, who has left, whose premises an officer looks after. What is there already stays. */
export async function loadPosts(client: Asking, { standIns, formers, officer, ownPremises }: DemoCity): Promise<void> {
  for (const { principal, deputy, reason } of standIns) {
    const [post] = await postsOf(client, await idOf(client, 'people', 'Person', principal));
    const known = await nodesOf(client, 'query Named($f: DeputyFilter) { list: deputies(filter: $f) { nodes { id } } }', { f: { appointmentId: [post!.id] } });
    const input = { appointmentId: post!.id, personId: await idOf(client, 'people', 'Person', deputy), startsOn: day(0), endsOn: day(365), reason };
    if (!known.length) await client.ask('mutation StandIn($i: CreateDeputyInput!) { createDeputy(input: $i) { id } }', { i: input });
  }
  for (const { person, successor, reason } of formers) {
    const open = (await postsOf(client, await idOf(client, 'people', 'Person', person))).find(({ endedAt }) => !endedAt);
    const successorId = await idOf(client, 'people', 'Person', successor);
    if (open) await client.ask('mutation Left($i: EndAppointmentInput!) { endAppointment(input: $i) { id } }', { i: { id: open.id, version: open.version, reason, successorId } });
  }
  const personId = await idOf(client, 'people', 'Person', officer.person);
  if ((await postsOf(client, personId)).length) return;
  const [unitId, roleId, premises] = [await idOf(client, 'units', 'Unit', officer.unit), await idOf(client, 'roles', 'Role', officer.role), await idOf(client, 'premisesList', 'Premises', ownPremises)];
  await client.ask('mutation Officer($i: CreateAppointmentInput!) { createAppointment(input: $i) { id } }', { i: { post: 'OTHER', personId, unitId, roleId, areaCode: officer.areaCode, premisesIds: [premises], startsOn: officer.startsOn } });
}
