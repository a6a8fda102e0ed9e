import { sql, type RawBuilder } from 'kysely';
import type { Row } from '../database/tables';
import { columnOf } from '../entity/columns';
import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import type { Filter } from './filter';
import { narrowed } from './narrowed';

/** One way to break a register down: a field, and for areas the level down to which codes are cut. */
export interface Dimension {
  readonly field: string;
  /** Length of the code: 9 town, 12 village, 15 grid. */
  readonly digits?: number;
}

export interface Group {
  /** Absent where nothing is recorded: shown as such, with the same denominator. */
  readonly value: string | null;
  readonly count: number;
}

/** How many records the caller may see, in all and by any dimension: the groups of one dimension add up to the total. */
export class Summary {
  constructor(
    private readonly context: ServiceContext,
    private readonly thing: AnyThing,
    private readonly filter: Filter | null | undefined,
    /** What else the caller must be allowed to do with what is counted. */
    private readonly permission?: string,
  ) {}

  async total(): Promise<number> {
    const row = (await this.#query().select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()) as Row;
    return Number(row.count);
  }

  async by(dimension: Dimension): Promise<Group[]> {
    const value = this.#valueOf(dimension);
    const rows = (await this.#query()
      .select([value.as('value'), sql<string>`count(*)`.as('count')])
      .groupBy(sql`1`)
      .orderBy(sql`count(*) desc, 1`)
      .execute()) as Row[];
    return rows.map(({ value: name, count }) => ({ value: (name as string | null) ?? null, count: Number(count) }));
  }

  #query() {
    return narrowed(this.context, this.thing, this.filter, this.permission);
  }

  #valueOf({ field, digits }: Dimension): RawBuilder<unknown> {
    const column = sql.ref(columnOf(field, this.thing.register.fields[field]));
    if (!digits) return sql`${column}::text`;
    return sql`case when length(${column}) >= ${sql.lit(digits)} then left(${column}, ${sql.lit(digits)}) end`;
  }
}
