import type { NamedMigration } from '@moduan/kernel';
import { OfficesReferences } from './2026-11-22-offices-references';
import { OfficesTables } from './2026-11-22-offices-tables';

/** In the order in which they run; the list only grows. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-22-offices-tables', class: OfficesTables },
  { name: '2026-11-22-offices-references', class: OfficesReferences },
];
