import { areaCodeFault, creditCodeFault, identityCardFault, industryCodeFault, isDay, mobileFault } from './codes';
import type { ChoiceField, ChoicesField, Field, Label, ReferencesField, SecretField, TextField } from './fields';

const say = (zh: string, en: string): Label => ({ zh, en });
const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
/** Invisible marks and blank letters that make two equal-looking names differ, and characters that no database text holds. */
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/u;
/** Half of a surrogate pair, which no encoding can carry. */
const broken = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const checks: Record<NonNullable<TextField['check']>, (value: string) => Label | undefined> = {
  creditCode: creditCodeFault,
  areaCode: areaCodeFault,
  mobile: mobileFault,
  industryCode: industryCodeFault,
  username: (value) =>
    /^[a-z][a-z0-9._-]{2,39}$/.test(value)
      ? undefined
      : say('账号为 3–40 位小写字母、数字、点、横线，字母开头', 'A user name has 3–40 lower-case letters, digits, dots or hyphens and begins with a letter'),
};

const secretChecks: Record<SecretField['check'], (value: string) => Label | undefined> = {
  idCard: (value) => identityCardFault(value),
  mobile: mobileFault,
  bankAccount: (value) => (/^\d{12,30}$/.test(value) ? undefined : say('银行账号应为 12–30 位数字', 'A bank account has 12–30 digits')),
};

/** Says what is wrong with a value of a field; nothing when it may be saved. The same rule in the form, the graph and the import. */
export function checkField(field: Field, value: unknown): Label | undefined {
  if (field.kind === 'choices') return checkOptions(field, (value ?? []) as readonly string[]);
  if (field.kind === 'references') return checkReferences(field, (value ?? []) as readonly string[]);
  if (isBlank(value)) return field.required ? say(`请填写${field.zh}`, `${field.en} is required`) : undefined;
  switch (field.kind) {
    case 'text':
      return checkText(field, value as string);
    case 'secret':
      return secretChecks[field.check]((value as string).trim());
    case 'integer':
    case 'decimal':
      return checkNumber(field, value as number);
    case 'date':
      return isDay(value as string) ? undefined : say('没有这一天，日期写作 2026-11-22', 'No such day; write dates as 2026-11-22');
    case 'choice':
      return checkOptions(field, [value as string]);
    case 'area':
      return areaCodeFault(value as string, field.atLeast);
    case 'geometry':
      return checkGeometry(value as GeometryValue);
    default:
      return undefined;
  }
}

function checkText(field: TextField, value: string): Label | undefined {
  const max = field.max ?? 200;
  if ([...value.trim()].length > max) return say(`最多 ${max} 个字`, `At most ${max} characters`);
  if (unprintable.test(value) || broken.test(value)) return say('有看不见的控制字符，请重新键入', 'Holds invisible control characters; type it again');
  if (!field.multiline && /[\r\n]/.test(value)) return say('只能写一行', 'One line only');
  return field.check && checks[field.check](value.trim());
}

function checkNumber(field: Field & { kind: 'integer' | 'decimal' }, value: number): Label | undefined {
  if (!Number.isFinite(value)) return say('应为数字', 'A number is needed');
  if (field.kind === 'integer' && !Number.isInteger(value)) return say('应为整数', 'A whole number is needed');
  const { min = field.kind === 'integer' ? -2_147_483_648 : -1e15, max = field.kind === 'integer' ? 2_147_483_647 : 1e15 } = field;
  return value < min || value > max ? say(`应在 ${min} 到 ${max} 之间`, `Must lie between ${min} and ${max}`) : undefined;
}

function checkOptions(field: ChoiceField | ChoicesField, values: readonly string[]): Label | undefined {
  if (field.required && values.length === 0) return say(`请选择${field.zh}`, `Choose ${field.en}`);
  const unknown = values.find((value) => !Object.hasOwn(field.options, value));
  return unknown === undefined ? undefined : say(`没有“${unknown}”这一项`, `No option “${unknown}”`);
}

const MOST_REFERENCES = 100;

function checkReferences(field: ReferencesField, values: readonly string[]): Label | undefined {
  if (field.required && values.length === 0) return say(`请选择${field.zh}`, `Choose ${field.en}`);
  if (values.length > MOST_REFERENCES) return say(`最多 ${MOST_REFERENCES} 项`, `At most ${MOST_REFERENCES}`);
  const known = values.every((value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value));
  return known ? undefined : say('有的编号不对，请重新选择', 'An id is none; choose again');
}

type GeometryValue = { type?: string; coordinates?: unknown };

function checkGeometry(value: GeometryValue): Label | undefined {
  const polygons = value.type === 'Polygon' ? [value.coordinates] : value.type === 'MultiPolygon' ? value.coordinates : undefined;
  if (!Array.isArray(polygons) || polygons.length === 0) return say('应为 GeoJSON 的 Polygon 或 MultiPolygon', 'A GeoJSON Polygon or MultiPolygon is needed');
  return polygons.map(checkRings).find(Boolean) ?? checkSize(polygons as unknown[][][]);
}

const MOST_POINTS = 100_000;

function checkSize(polygons: readonly (readonly (readonly unknown[])[])[]): Label | undefined {
  const points = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  return points > MOST_POINTS ? say('图形最多 100,000 个点，请先简化', 'A shape has at most 100,000 points; simplify it first') : undefined;
}

/** Longitude and latitude in degrees, nothing else. */
const isPosition = (point: unknown): point is [number, number] => Array.isArray(point) && point.length === 2 && point.every((degrees) => typeof degrees === 'number');

function checkRings(rings: unknown): Label | undefined {
  if (!Array.isArray(rings) || rings.length === 0) return say('多边形没有边界', 'The polygon has no ring');
  for (const ring of rings as unknown[]) {
    if (!Array.isArray(ring) || ring.length < 4 || ring.length > 20_000) return say('边界至少 4 个点、首尾相同，最多 20,000 个点', 'A ring has 4 to 20,000 points, the last equal to the first');
    if (!ring.every(isPosition)) return say('每个点应为经度、纬度两个数字', 'Each point is two numbers, longitude and latitude');
    const points: readonly [number, number][] = ring;
    const outside = points.some(([east, north]) => !(east >= 73 && east <= 136 && north >= 3 && north <= 54));
    if (outside) return say('坐标不在中国境内，应为 CGCS2000 经度、纬度', 'Coordinates lie outside China; longitude then latitude in CGCS2000');
    const [first, last] = [points[0]!, points.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) return say('边界没有闭合', 'The ring is not closed');
  }
  return undefined;
}

