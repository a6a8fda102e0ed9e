export { type Cell, type Fault, isFault } from './cell-text';
export { ImportRefused, type ReadingLimits, readingLimits } from './import-refused';
export { GEOMETRY_HEADING } from './geojson-rows';
export { type OpenOptions, type OpenTable, openTable, readTable } from './open-table';
export type { TableFacts, TableRow } from './table';
