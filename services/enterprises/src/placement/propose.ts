import type { Label } from '@moduan/schema';
import type { PlacementArea, PlacementIndex } from './area-index';
import { type Mention, type ReadAddress, readAddress } from './read-address';

export { placementIndex, type PlacementArea, type PlacementIndex, type PlacementName } from './area-index';

export type Certainty = 'CERTAIN' | 'LIKELY';
export interface ProposedArea {
  readonly code: string;
  readonly name: string;
  readonly reason: Label;
  readonly certainty: Certainty;
}
/** What an address says about where it is. Empty when it says nothing. */
export interface Placement {
  readonly town?: ProposedArea;
  readonly village?: ProposedArea;
  /** A former or unknown township that the address names: placing one row of it offers to place the others. */
  readonly oldName?: string;
  /** Why nothing is proposed although areas are named. */
  readonly ambiguous?: Label;
  /** The address lies in another city or county. */
  readonly elsewhere?: Label;
}

const as = (area: PlacementArea, certainty: Certainty, reason: Label): ProposedArea => ({ code: area.code, name: area.name, reason, certainty });
const distinct = (mentions: readonly Mention[]) => [...new Set(mentions.map(({ area }) => area))];
const names = (areas: readonly PlacementArea[]) => areas.map(({ name }) => name);

const ambiguous = (areas: readonly PlacementArea[], oldName?: string): Placement => ({
  oldName,
  ambiguous: { zh: `地址可指${names(areas).join('、')}，不作推荐`, en: `The address may mean ${names(areas).join(' or ')}; nothing is proposed` },
});

const asNamed = ({ text, area, evidence }: Mention): Label =>
  evidence === 'name'
    ? { zh: `地址写明“${text}”`, en: `The address names ${text}` }
    : evidence === 'former'
      ? { zh: `“${text}”现属${area.name}`, en: `${text} is now part of ${area.name}` }
      : { zh: `地址写作“${text}”，现为${area.name}`, en: `The address has ${text}, today ${area.name}` };

const STRENGTH = { name: 0, former: 1, kin: 1, stem: 2 } as const;
/** The villages that are named most plainly: the full name beats the stem. */
function plainest(mentions: readonly Mention[]): Mention[] {
  const best = Math.min(...mentions.map(({ evidence }) => STRENGTH[evidence]));
  return mentions.filter(({ evidence }) => STRENGTH[evidence] === best);
}

function villageWithin(town: PlacementArea, read: ReadAddress, certain: boolean): ProposedArea | undefined {
  const found = plainest(read.villages.filter(({ area }) => area.parent === town.code));
  const mention = found[0];
  if (!mention || distinct(found).length > 1) return undefined;
  return as(mention.area, certain && mention.evidence === 'name' ? 'CERTAIN' : 'LIKELY', asNamed(mention));
}

/** A village of another town stands in the address under its full name. */
const contradicted = (town: PlacementArea, read: ReadAddress) =>
  read.villages.some(({ area, evidence }) => evidence === 'name' && area.parent !== town.code) &&
  !read.villages.some(({ area }) => area.parent === town.code);

function inNamedTown(mention: Mention, read: ReadAddress): Placement {
  const town = as(mention.area, contradicted(mention.area, read) ? 'LIKELY' : 'CERTAIN', asNamed(mention));
  return { town, village: villageWithin(mention.area, read, true), oldName: read.oldName };
}

/** Of several towns, the one whose own village follows it; otherwise nobody can say. */
function amongTowns(mentions: readonly Mention[], read: ReadAddress): Placement {
  const followed = mentions.filter((town) =>
    read.villages.some(({ start, area, evidence }) => evidence === 'name' && start === town.end && area.parent === town.area.code));
  const [mention] = followed;
  if (!mention || distinct(followed).length > 1) return ambiguous(distinct(mentions), read.oldName);
  return { town: as(mention.area, 'LIKELY', asNamed(mention)), village: villageWithin(mention.area, read, false), oldName: read.oldName };
}

function inFormerTown(mention: Mention, read: ReadAddress, index: PlacementIndex): Placement {
  const town = mention.area;
  const hint = read.hints.find(({ parent }) => parent !== town.code);
  if (contradicted(town, read) || (hint && !read.hints.some(({ parent }) => parent === town.code))) {
    const other = read.villages.find(({ area }) => area.parent !== town.code)?.area ?? hint;
    const otherTown = index.areas.get(other?.parent ?? '');
    return ambiguous(otherTown ? [town, otherTown] : [town], read.oldName);
  }
  const village = villageWithin(town, read, true);
  return { town: as(town, village?.certainty ?? 'LIKELY', asNamed(mention)), village, oldName: read.oldName };
}

/** No town is named: a village alone must be the only one of its stem in the city. */
function byVillage(read: ReadAddress, index: PlacementIndex): Placement {
  const usable = read.oldName ? read.villages.filter(({ evidence }) => evidence === 'name') : read.villages;
  const mention = plainest(usable)[0];
  const areas = distinct(usable);
  const towns = [...new Set(areas.map(({ parent }) => parent))];
  if (!mention) return { oldName: read.oldName };
  if (towns.length > 1 || sameStemElsewhere(mention, index)) return ambiguous(sameStem(mention, areas, index), read.oldName);
  const town = index.areas.get(mention.area.parent ?? '');
  if (!town) return { oldName: read.oldName };
  const certainty: Certainty = mention.evidence === 'name' && !read.oldName ? 'CERTAIN' : 'LIKELY';
  const reason: Label = {
    zh: `全市只有一个“${mention.area.name}”，在${town.name}`, en: `There is only one ${mention.area.name} in the city; it lies in ${town.name}`,
  };
  const village = villageWithin(town, read, certainty === 'CERTAIN');
  return { town: as(town, certainty, reason), village, oldName: read.oldName };
}

const kin = (mention: Mention, index: PlacementIndex) => (index.names.get(mention.text) ?? []).map(({ area }) => area);
const sameStemElsewhere = (mention: Mention, index: PlacementIndex) => kin(mention, index).some(({ parent }) => parent !== mention.area.parent);
const sameStem = (mention: Mention, areas: readonly PlacementArea[], index: PlacementIndex) =>
  [...new Set([...areas, ...kin(mention, index)])].map((area) => ({ ...area, name: `${index.areas.get(area.parent ?? '')?.name ?? ''}${area.name}` }));

/**
 * Proposes town and village from an address. The name of the city is no evidence for a town of the same stem; roads, rivers and
 * buildings none for a village; what can mean two places proposes nothing. The name of the firm is not looked at.
 */
export function propose(address: string, index: PlacementIndex): Placement {
  const read = readAddress(address, index);
  if (read.elsewhere)
    return { elsewhere: { zh: `外地：地址在${read.elsewhere}`, en: `Elsewhere: the address lies in ${read.elsewhere}` } };
  const present = read.towns.filter(({ evidence }) => evidence === 'name');
  const former = read.towns.filter(({ evidence }) => evidence === 'former');
  if (distinct(present).length > 1) return amongTowns(present, read);
  if (present[0]) return inNamedTown(present[0], read);
  if (distinct(former).length > 1) return ambiguous(distinct(former), read.oldName);
  if (former[0]) return inFormerTown(former[0], read, index);
  return byVillage(read, index);
}
