import { Field, Float, InputType } from 'type-graphql';
import { invalidInput, type FieldFault } from '../errors/domain-error';

@InputType({ description: 'What a map shows: degrees in CGCS2000; west and south are inside, east and north are not.' })
export class MapBox {
  @Field(() => Float, { description: 'Longitude of its western edge, −180 to 180.' }) west!: number;
  @Field(() => Float, { description: 'Latitude of its southern edge, −90 to 90.' }) south!: number;
  @Field(() => Float, { description: 'Longitude of its eastern edge, greater than the western.' }) east!: number;
  @Field(() => Float, { description: 'Latitude of its northern edge, greater than the southern.' }) north!: number;
}

export const MOST_ZOOM = 24;

/** Refuses, by name, a box that is none and a zoom that no map has. A box over the date line is none: nothing of the city lies there. */
export function requireSoundView({ west, south, east, north }: MapBox, zoom?: number | null): void {
  const faults: FieldFault[] = [];
  const degrees = (name: string, value: number, most: number) => {
    if (!(value >= -most && value <= most)) faults.push({ path: `box.${name}`, message: { zh: `应在 ${-most} 到 ${most} 度之间`, en: `Must lie between ${-most} and ${most} degrees` } });
  };
  degrees('west', west, 180);
  degrees('east', east, 180);
  degrees('south', south, 90);
  degrees('north', north, 90);
  if (!(west < east)) faults.push({ path: 'box.east', message: { zh: '东边应大于西边，不能跨过 180 度', en: 'East must be greater than west; a box does not cross the date line' } });
  if (!(south < north)) faults.push({ path: 'box.north', message: { zh: '北边应大于南边', en: 'North must be greater than south' } });
  if (zoom !== undefined && zoom !== null && !(zoom >= 0 && zoom <= MOST_ZOOM)) faults.push({ path: 'zoom', message: { zh: `缩放级别应在 0 到 ${MOST_ZOOM} 之间`, en: `Zoom must lie between 0 and ${MOST_ZOOM}` } });
  if (faults.length) throw invalidInput(faults);
}

/** Degrees of longitude that a pixel of the map covers at a zoom. */
export const degreesOfPixel = (zoom: number): number => 360 / (512 * 2 ** zoom);
