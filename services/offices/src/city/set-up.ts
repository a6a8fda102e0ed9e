import { authorize, draft, getForUpdate, unitOfWork, unitOfWorkOnMany, type Row, type ServiceContext } from '@moduan/kernel';
import { SETTING_ID } from '@moduan/schema/offices/setting';
import { starterRoles } from '@moduan/schema/offices/starter-roles';
import { sql } from 'kysely';
import { roles, type Role } from '../role/role.entity';
import { settings } from '../setting/setting.entity';

/** How far a city is that is being set up. */
export interface SetUpState {
  readonly code: string | null;
  readonly name: string | null;
  readonly real: boolean;
  readonly finishedAt: Date | null;
}

export async function setUpState({ db }: ServiceContext): Promise<SetUpState> {
  const row = (await db.selectFrom('city').select(['kind', 'code', 'name', sql<string>`extract(epoch from set_up_at) * 1000`.as('finished')]).executeTakeFirst()) as Row | undefined;
  return { code: (row?.code as string | null | undefined) ?? null, name: (row?.name as string | null | undefined) ?? null, real: row?.kind === 'REAL', finishedAt: row?.finished ? new Date(Number(row.finished)) : null };
}

/** From now on the set-up no longer stands in the menu; by whoever keeps the rules of the whole city. */
export async function finishSetUp(context: ServiceContext): Promise<SetUpState> {
  await unitOfWork(context, { action: 'setting.finish-set-up', thing: settings }, async (work) => {
    const setting = await getForUpdate(work, context, settings, SETTING_ID);
    authorize(settings.policy, context.actor, 'amend', setting);
    const { numUpdatedRows } = await work.db.updateTable('city').set({ set_up_at: new Date() } as Row).where('set_up_at', 'is', null).executeTakeFirstOrThrow();
    if (numUpdatedRows) work.note({ action: 'setting.finish-set-up', permission: 'setting.amend', recordId: setting.id, changes: [] });
    return setting;
  });
  return setUpState(context);
}

/** The starting set of roles: those that no active role is called like. */
export const takeStarterRoles = (context: ServiceContext): Promise<readonly Role[]> =>
  unitOfWorkOnMany(context, { action: 'role.create', thing: roles }, async ({ em, db }) => {
    const there = new Set(((await db.selectFrom('role').select('name').where('ended_at', 'is', null).execute()) as Row[]).map(({ name }) => name));
    const missing = starterRoles.filter(({ name }) => !there.has(name)).map(({ name, permissions, note }) => draft(roles, context, { name, permissions: [...permissions], note }) as Role);
    for (const role of missing) authorize(roles.policy, context.actor, 'create', role);
    em.persist(missing);
    return missing;
  });
