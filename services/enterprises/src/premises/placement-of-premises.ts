import type { Label } from '@moduan/schema';
import type { ServiceContext } from '@moduan/kernel';
import { areasOf, proposeArea, type AreaEvidence } from '../placement/area-evidence';
import { gridByPoint, shapesOf } from '../placement/grids-by-point';
import type { Premises } from './premises.entity';

/** What the point or the address of a premises says of its place. */
export interface PremisesPlacement {
  /** Absent when they say nothing that fits. */
  readonly areaCode: string | null;
  readonly label: string;
  readonly reason: Label;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
}

/** Proposes where a premises lies that is in no grid; nothing when neither point nor address says more than what is known. */
export async function placementOf(context: ServiceContext, record: Premises): Promise<PremisesPlacement | null> {
  if (record.placed === 'GRID' || record.endedAt) return null;
  const areas = await areasOf(context);
  const byPoint = record.longitude === null || record.latitude === null ? undefined : gridByPoint(await shapesOf(context), areas.names, record.areaCode, [record.longitude, record.latitude]);
  if (byPoint?.areaCode) return { areaCode: byPoint.areaCode, label: areas.names.get(byPoint.areaCode) ?? byPoint.areaCode, reason: byPoint.reason, certainty: 'CERTAIN' };
  const byAddress = placementByAddress(areas, record);
  if (byAddress?.areaCode || !byPoint) return byAddress;
  return { areaCode: null, label: '', reason: byPoint.reason, certainty: 'UNSURE' };
}

function placementByAddress(areas: AreaEvidence, record: Premises): PremisesPlacement | null {
  if (!record.address) return null;
  const { proposal, areaCode } = proposeArea(areas, record.address);
  if (!proposal || (areaCode && record.areaCode.startsWith(areaCode))) return null;
  const { label, reason, certainty } = proposal;
  if (!areaCode || areaCode.startsWith(record.areaCode)) return { areaCode, label, reason, certainty };
  return {
    areaCode: null,
    label,
    reason: { zh: `${reason.zh}，与现在的区域不符；确实在那里时用“调整网格”`, en: `${reason.en}, which is not where it is recorded; move it if it is there` },
    certainty: 'UNSURE',
  };
}
