import type { NamedMigration } from '@moduan/kernel';
import { AddressesInParts } from './2026-11-22-addresses-in-parts';
import { Belongings } from './2026-11-22-belongings';
import { DoorCodes } from './2026-11-22-door-codes';
import { EnterprisesTables } from './2026-11-22-enterprises-tables';
import { GridBoundaries } from './2026-11-22-grid-boundaries';
import { LinesOfLicences } from './2026-11-22-lines-of-licences';
import { MergedPremises } from './2026-11-22-merged-premises';
import { OldPlaceNames } from './2026-11-22-old-place-names';
import { PartsOfNames } from './2026-11-22-parts-of-names';
import { PastAreas } from './2026-11-22-past-areas';
import { PremisesByTown } from './2026-11-22-premises-by-town';
import { PremisesOrders } from './2026-11-22-premises-orders';
import { PremisesPoints } from './2026-11-22-premises-points';
import { SimilarNames } from './2026-11-22-similar-names';
import { TransferRequests } from './2026-11-22-transfer-requests';
import { UnitsKnown } from './2026-11-22-units-known';

/** In the order in which they run; the list only grows. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-22-enterprises-tables', class: EnterprisesTables },
  { name: '2026-11-22-old-place-names', class: OldPlaceNames },
  { name: '2026-11-22-similar-names', class: SimilarNames },
  { name: '2026-11-22-lines-of-licences', class: LinesOfLicences },
  { name: '2026-11-22-premises-orders', class: PremisesOrders },
  { name: '2026-11-22-premises-by-town', class: PremisesByTown },
  { name: '2026-11-22-units-known', class: UnitsKnown },
  { name: '2026-11-22-past-areas', class: PastAreas },
  { name: '2026-11-22-parts-of-names', class: PartsOfNames },
  { name: '2026-11-22-merged-premises', class: MergedPremises },
  { name: '2026-11-22-belongings', class: Belongings },
  { name: '2026-11-22-transfer-requests', class: TransferRequests },
  { name: '2026-11-22-grid-boundaries', class: GridBoundaries },
  { name: '2026-11-22-door-codes', class: DoorCodes },
  { name: '2026-11-22-premises-points', class: PremisesPoints },
  { name: '2026-11-22-addresses-in-parts', class: AddressesInParts },
];
