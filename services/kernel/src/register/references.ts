import type { Fields } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import { isId } from '../entity/id';
import type { AnyThing } from '../entity/thing';
import { invalidInput, type FieldFault } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { readable } from '../reading/readable';

/** A record can only lean on records that the caller reads: an id from elsewhere is refused like one that is not there. */
export async function requireReferences(db: Kysely<Tables>, context: ServiceContext, thing: AnyThing, values: Row, before: Row = {}): Promise<void> {
  const faults: FieldFault[] = [];
  for (const [path, field] of Object.entries(thing.register.fields as Fields)) {
    if ((field.kind !== 'reference' && field.kind !== 'references') || field.derived) continue;
    const given = [values[path] ?? []].flat().filter((id): id is string => typeof id === 'string');
    const fresh = given.filter((id) => ![before[path] ?? []].flat().includes(id));
    if (!fresh.length) continue;
    const target = context.things.find(({ register }) => register.type === field.to);
    const known = target ? await readableIds(db, context, target, fresh) : new Set(fresh.filter(isId).map((id) => id.toLowerCase()));
    if (!fresh.every((id) => known.has(id.toLowerCase()))) faults.push({ path, message: { zh: `没有找到这个${field.zh}，或不在您的辖区`, en: `No such ${field.en}, or it is outside your area` } });
  }
  if (faults.length) throw invalidInput(faults);
}

/** Those of the ids that the caller may read. */
export async function readableIds(db: Kysely<Tables>, context: ServiceContext, target: AnyThing, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isId);
  if (!wanted.length) return new Set();
  const rows = (await readable(context, target, db).select('id').where('id', '=', sql`any(${wanted}::uuid[])` as never).execute()) as Row[];
  return new Set(rows.map(({ id }) => id as string));
}
