import { jsonValue } from '../database/json-value';

interface Shape {
  readonly type: unknown;
  readonly coordinates: unknown;
}

function shapeOf(value: unknown): Shape | null {
  if (value === null || value === undefined) return null;
  const { type, coordinates } = jsonValue(value) as Shape;
  return { type, coordinates };
}

/** A shape by its numbers alone, however it was written: equal shapes have equal texts. */
export const shapeText = (value: unknown): string | null => {
  const shape = shapeOf(value);
  return shape && JSON.stringify(shape);
};

const pointsIn = (coordinates: unknown): number =>
  Array.isArray(coordinates) ? (typeof coordinates[0] === 'number' ? 1 : coordinates.reduce((sum: number, part) => sum + pointsIn(part), 0)) : 0;

/** A shape as a list shows it: `Polygon (5)`, its kind and its points. */
export function shapeInWords(value: unknown): string | null {
  const shape = shapeOf(value);
  return shape && `${String(shape.type)} (${pointsIn(shape.coordinates)})`;
}
