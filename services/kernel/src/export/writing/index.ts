export type { CellValue, SheetColumn, SheetRow, SheetToWrite } from './sheet-xml';
export { csvStream, writeCsv } from './write-csv';
export { type FeatureToWrite, geojsonStream } from './write-geojson';
export { type FaultyRow, writeFaults } from './write-faults';
export { type Language, type TemplateColumn, writeCsvTemplate, writeTemplate } from './write-template';
export { writeXlsx, xlsxStream } from './write-xlsx';
export { type ZipPart, zipStream } from './zip-stream';
