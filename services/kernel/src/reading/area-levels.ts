import { relationName, type Field } from '@moduan/schema';

/** Levels down to which a summary breaks areas, by the length of the code. */
export const AREA_DIMENSIONS = { TOWN: 9, VILLAGE: 12, GRID: 15 } as const;

export interface LevelFilter {
  /** As `areaVillageMissing`. */
  readonly key: string;
  readonly level: string;
  readonly digits: number;
}

/** The filters of an area field for records whose area is not known down to a level. */
export const levelFilters = (name: string, field: Field): LevelFilter[] =>
  field.kind === 'area' && field.group
    ? Object.entries(AREA_DIMENSIONS).map(([level, digits]) => ({ key: `${relationName(name)}${level[0]}${level.slice(1).toLowerCase()}Missing`, level: level.toLowerCase(), digits }))
    : [];
