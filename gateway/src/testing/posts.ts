import { Actor, type Database, type Post } from '@moduan/kernel';
import { permissionConstant } from '@moduan/schema/offices/permissions';
import { sql, type RawBuilder } from 'kysely';
import { rowsOf } from './held-lock';
import { dataOf, personOf, type Answer, type City } from './open-city';

const CITY = '430681';

/** How the offices read posts; tests give it, because only they look into a service. */
type PostsOf = (database: Database, personId: string, moment?: RawBuilder<Date>) => Promise<readonly (Post & { readonly permissions: readonly string[]; readonly areaCode: string })[]>;

export interface Posting {
  readonly person: string;
  readonly permissions: readonly string[];
  readonly areaCode: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly post?: string;
  readonly unitId?: string;
  readonly lines?: readonly string[];
  readonly premisesIds?: readonly string[];
}

/** People and posts of a city, entered as administrators do it. */
export interface PostsOffice {
  run(actor: Actor, mutation: string, input: object, more?: string): Promise<Answer>;
  unit(name: string, more?: object): Promise<string>;
  person(name: string, unitId?: string): Promise<string>;
  role(permissions: readonly string[]): Promise<string>;
  appoint(posting: Posting): Promise<string>;
  /** Who a person is today, or at a moment: by the appointments that hold then. */
  actor(personId: string, moment?: string): Promise<Actor>;
}

export const administrator = personOf('administrator', [{ prefix: CITY }]);
export const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions.code ?? 'done';
/** The fields at fault that an answer names. */
export const faultsIn = ({ errors }: Answer): readonly string[] => ((errors?.[0]?.extensions.details as { fields?: { path: string }[] } | undefined)?.fields ?? []).map(({ path }) => path);

const inputOf = (mutation: string) => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;

export function postsOffice(city: City, postsOf: PostsOf): PostsOffice {
  const run: PostsOffice['run'] = (actor, mutation, input, more = '') => city.ask('offices', actor, `mutation M($i: ${inputOf(mutation)}!) { made: ${mutation}(input: $i) { id version ${more} } }`, { i: input });
  const make = async (type: string, input: object) => (dataOf(await run(administrator, `create${type}`, input)).made as { id: string }).id;
  let [home, roles]: [Promise<string> | undefined, number] = [undefined, 0];
  const unit: PostsOffice['unit'] = (name, more) => make('Unit', { name, kind: 'OTHER', areaCode: CITY, ...more });
  const person: PostsOffice['person'] = async (name, unitId) => make('Person', { name, unitId: unitId ?? (await (home ??= unit('Home'))), areaCode: CITY });
  const role: PostsOffice['role'] = (permissions) => make('Role', { name: `Role ${(roles += 1)}`, permissions: permissions.map(permissionConstant) });
  return {
    run, unit, person, role,
    appoint: async ({ person: personId, permissions, unitId, startsOn = '2026-01-01', ...more }) =>
      make('Appointment', { post: 'OTHER', personId, unitId: unitId ?? (await (home ??= unit('Home'))), roleId: await role(permissions), startsOn, ...more }),
    actor: async (personId, moment) => {
      const posts = await postsOf(city.composition.services.get('offices')!.database, personId, moment === undefined ? undefined : sql<Date>`${moment}::timestamptz`);
      const [known] = await rowsOf(city.url, 'select person.name, account.id from offices.person left join offices.account on account.person_id = person.id where person.id = $1', [personId]);
      return Actor.from({ id: (known!.id as string | null) ?? `account of ${personId}`, name: known!.name as string, unitName: '', personId, means: 'cookie', homeArea: posts[0]?.areaCode ?? CITY, posts });
    },
  };
}
