export { checkRun } from './check-run';
export type { ImportDefinition, ImportedRow, ImportSource, RowProposal, RowToWrite } from './definition';
export { getRun, receiveImport, refuseRun, type ImportRun } from './import-run';
export { importResolver } from './import-resolver';
export { admit, compare, hashesOf, matchRows, plainImport, resolveReferences } from './plain-import';
export { sweepRuns } from './sweep-runs';
export { ImportRefused } from './reading';
export { lockWhole, writeChanges, writeRecords, type Change } from './write-records';
