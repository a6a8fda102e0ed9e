import type { NamedMigration } from '@moduan/kernel';
import { AreaChanges } from './2026-11-22-area-changes';
import { GridBounds } from './2026-11-22-grid-bounds';
import { GridStaffTables } from './2026-11-22-grid-staff';
import { GridsTables } from './2026-11-22-grids-tables';

/** In the order in which they run; the list only grows. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-22-grids-tables', class: GridsTables },
  { name: '2026-11-22-grid-staff', class: GridStaffTables },
  { name: '2026-11-22-area-changes', class: AreaChanges },
  { name: '2026-11-22-grid-bounds', class: GridBounds },
];
