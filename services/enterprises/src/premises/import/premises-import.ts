import { compare, mayInArea, type ImportDefinition, type ImportedRow, type Row, type ServiceContext } from '@moduan/kernel';
import { premises } from '../premises.entity';
import { premisesPolicy } from '../premises.policy';
import { contradictedInFile } from '../../operator/said-of-operators';
import { areasNamed, areasOf, proposeArea, type AreaEvidence } from '../../placement/area-evidence';
import { importFields, operatorFields, passedOver } from './import-fields';
import { readKnown, type Known, type KnownPremises } from './known-premises';
import { similarAddress } from './similar';
import { writePremises } from './write-premises';

/** A ledger of enterprises and shops: matched by code or by name and address, placed by what the address says. */
export const premisesImport: ImportDefinition = {
  thing: premises,
  fields: importFields,
  passedOver,
  point: ['longitude', 'latitude'],
  inParts: true,
  async plan(context, db, rows, seen) {
    const areas = await areasOf(context, db);
    for (const row of rows) resolveArea(areas, row);
    const known = await readKnown(context, db, rows);
    for (const row of rows) {
      matchRow(context, row, known);
      repeatedInFile(row, seen);
      if (row.matchId === null && row.outcome !== 'ELSEWHERE') placeRow(context, areas, row);
      contradictedInFile(row, seen);
    }
  },
  write: writePremises,
};

/** A cell that names an area becomes its code; a name of several areas is for a person to decide. */
function resolveArea(areas: AreaEvidence, row: ImportedRow): void {
  const cell = row.values.areaCode as string | undefined;
  if (cell === undefined) return;
  const codes = areasNamed(areas, cell);
  if (codes.length === 1) Object.assign(row.values, { areaCode: codes[0] });
  else
    row.faults.push({
      column: null,
      field: 'areaCode',
      value: cell,
      message: codes.length ? { zh: `有 ${codes.length} 个区域叫这个名字，请写全称或代码`, en: `${codes.length} areas have this name; give the full name or the code` } : { zh: '没有这个区域或网格', en: 'No such area or grid' },
    });
}

/** Under its code, kind and place, and under its name and address: a row without a code may be the same as one with it, two codes never are. */
function repeatedInFile(row: ImportedRow, seen: Map<string, number>): void {
  const { creditCode, name, address, areaCode } = row.values;
  const kind = row.values.kind ?? (row.outcome === 'DUPLICATE' ? undefined : row.known?.kind) ?? kindOf(row);
  const place = `${String(name)} ${String(address ?? '')}`;
  const own = creditCode ? `${String(creditCode)} ${String(kind)} ${String(areaCode ?? '')}` : `uncoded ${place}`;
  const first = seen.get(own) ?? seen.get(creditCode ? `uncoded ${place}` : `named ${place}`);
  for (const key of [own, `named ${place}`]) if (!seen.has(key)) seen.set(key, row.number);
  if (first !== undefined) row.faults.push({ column: null, field: creditCode ? 'creditCode' : 'name', value: String(creditCode ?? name), message: { zh: `本文件内重复，同第 ${first} 行`, en: `Repeated in this file, the same as row ${first}` } });
}

/** Same code and kind (and place, where the file names one), or same name and address: the same premises. */
function matchRow(context: ServiceContext, row: ImportedRow, known: Known): void {
  const { creditCode, name, address } = row.values;
  const found = creditCode ? (known.byCode.get(creditCode as string) ?? []) : [];
  if (found.length) {
    const mine = found.filter(({ readable }) => readable);
    return mine.length ? decide(context, row, mine, bestByCode(row, mine)) : registeredElsewhere(row);
  }
  const alike = (known.alike.get(row.number) ?? []).filter((each) => mayBeSame(row, each));
  const same = alike.filter((each) => !creditCode && each.name === name && (each.address ?? null) === (address ?? null));
  decide(context, row, alike, same.length === 1 ? same[0] : undefined);
}

/** Two codes are two premises; without one of them the same name, or a similar one at a similar address, is for a person to compare. */
const mayBeSame = ({ values }: ImportedRow, each: KnownPremises) =>
  !(values.creditCode && each.creditCode) && ((!values.creditCode && each.name === values.name) || similarAddress(values.address, each.address));

function bestByCode(row: ImportedRow, mine: readonly KnownPremises[]): KnownPremises | undefined {
  const { kind, areaCode } = row.values as { kind?: string; areaCode?: string };
  const fitting = mine.filter(
    (each) => (kind === undefined || each.kind === kind) && (areaCode === undefined || each.areaCode.startsWith(areaCode) || areaCode.startsWith(each.areaCode)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** One that fits is the same; several, or one that nearly fits, a person decides. */
function decide(context: ServiceContext, row: ImportedRow, candidates: readonly KnownPremises[], same: KnownPremises | undefined): void {
  if (!candidates.length) return;
  if (row.decision === 'NEW') return joinsOperator(context, row, candidates);
  const match = same ?? candidates[0]!;
  compare(context, row, importFields, match);
  if (!same && row.decision !== 'SAME') {
    row.outcome = 'DUPLICATE';
    return;
  }
  mayMove(context, row, match);
  mayAmendOperator(context, row, row.becomes);
}

/** Another premises under a code that is there already belongs to that operator, and changes it as little. */
function joinsOperator(context: ServiceContext, row: ImportedRow, candidates: readonly KnownPremises[]): void {
  const its = candidates.find(({ creditCode }) => creditCode && creditCode === row.values.creditCode);
  const compared = { ...row };
  compare(context, compared, importFields, its);
  if (its) mayAmendOperator(context, row, compared.becomes);
}

/** What the file says of the operator takes the permission that it takes by hand. */
function mayAmendOperator({ actor }: ServiceContext, row: ImportedRow, becomes: Row): void {
  if (actor.may('operator.amend')) return;
  for (const field of Object.keys(operatorFields).filter((name) => becomes[name] !== undefined))
    row.faults.push({ field, value: String(becomes[field]), message: { zh: '您的岗位不能修改经营主体；在“列”里把这一列设为不存入', en: 'Your post may not amend operators; set this column to be not stored' } });
}

/** Another area in the file places or moves the premises: that takes the permission which it takes by hand. */
function mayMove({ actor }: ServiceContext, row: ImportedRow, { id: premisesId, lineOfWork, areaCode: before }: KnownPremises): void {
  const after = row.becomes.areaCode as string | undefined;
  if (after === undefined) return;
  const [permission, zh, en] = after.startsWith(before) ? ['premises.place', '落位', 'place'] : ['premises.transfer', '调整网格', 'move'];
  const may = mayInArea(permission);
  if (![before, after].every((areaCode) => may(actor, { areaCode, premisesId, lineOfWork: lineOfWork as string | null }))) row.faults.push({ field: 'areaCode', value: after, message: { zh: `您的岗位不能给企业${zh}；删去这一格可以只更新其他内容`, en: `Your post may not ${en} premises; leave the cell empty to update the rest` } });
}

function registeredElsewhere(row: ImportedRow): void {
  row.outcome = 'ELSEWHERE';
  const reason = { zh: '本市其他乡镇已登记，不写入；可申请移交', en: 'Registered elsewhere in the city and not written; ask for a transfer' };
  row.proposals.push({ field: 'creditCode', value: null, label: '', reason, certainty: 'CERTAIN' });
}

const INDIVIDUAL = /个体/;
const mayImport = mayInArea('premises.import');

/** What a new row would become: its kind from the code, its place from the file or from the address. */
function placeRow(context: ServiceContext, areas: AreaEvidence, row: ImportedRow): void {
  const { values } = row;
  const kind = values.kind ?? proposeKind(row);
  const named = values.areaCode as string | undefined;
  const proposed = named || !values.address ? undefined : proposeArea(areas, values.address as string);
  if (proposed?.proposal) row.proposals.push(proposed.proposal);
  row.alike = proposed?.oldName ?? null;
  const areaCode = named ?? proposed?.areaCode ?? context.actor.homeFor('premises.create');
  row.becomes = { ...values, kind, areaCode };
  const placed = { areaCode, lineOfWork: (values.lineOfWork as string | undefined) ?? null };
  if (!mayImport(context.actor, placed)) row.outcome = 'ELSEWHERE';
  else if (!premisesPolicy.create(context.actor, placed)) row.faults.push({ message: { zh: '您的岗位不能登记企业和商铺，请找本单位负责人', en: 'Your post may not enter premises; ask the head of your unit' } });
}

/** Codes of self-employed people begin with 92; ledgers may say so in words. */
function kindOf({ values }: ImportedRow): 'SHOP' | 'ENTERPRISE' {
  const { creditCode, enterpriseType } = values as { creditCode?: string; enterpriseType?: string };
  return creditCode?.startsWith('92') || INDIVIDUAL.test(enterpriseType ?? '') ? 'SHOP' : 'ENTERPRISE';
}

function proposeKind(row: ImportedRow): string {
  const value = kindOf(row);
  const shop = value === 'SHOP';
  const reason = shop ? { zh: '个体工商户', en: 'Self-employed' } : { zh: '不是个体工商户', en: 'Not self-employed' };
  row.proposals.push({ field: 'kind', value, label: shop ? '商铺' : '企业', reason, certainty: 'LIKELY' });
  return value;
}
