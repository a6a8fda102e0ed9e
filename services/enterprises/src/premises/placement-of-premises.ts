import type { Label } from '@moduan/schema';
import type { ServiceContext } from '@moduan/kernel';
import { areasOf, proposeArea } from '../placement/area-evidence';
import type { Premises } from './premises.entity';

/** What the address of a premises says of its place. */
export interface PremisesPlacement {
  /** Absent when the address says nothing that fits. */
  readonly areaCode: string | null;
  readonly label: string;
  readonly reason: Label;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
}

/** Proposes where a premises lies that is in no grid; nothing when its address says no more than what is known. */
export async function placementOf(context: ServiceContext, record: Premises): Promise<PremisesPlacement | null> {
  if (!record.address || record.placed === 'GRID' || record.endedAt) return null;
  const { proposal, areaCode } = proposeArea(await areasOf(context), record.address);
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
