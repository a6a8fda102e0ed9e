import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../graph/scalars';
import { coordinateSystems, type CoordinateSystem } from './coordinates';
import { CertaintyEnum, PageInfo } from '../graph/value-types';

const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));

export const ImportStateEnum = named('READING', 'CHECKING', 'CHECKED', 'WRITING', 'WRITTEN', 'REFUSED', 'ABANDONED');
registerEnumType(ImportStateEnum, { name: 'ImportState', description: 'Where an import stands: nothing reaches the register before WRITTEN.' });
export const ImportOutcomeEnum = named('CREATE', 'AMEND', 'UNCHANGED', 'FAULTY', 'DUPLICATE', 'ELSEWHERE', 'SKIPPED');
registerEnumType(ImportOutcomeEnum, { name: 'ImportOutcome', description: 'What a row would become. ELSEWHERE: it belongs to an area that is not the caller’s, and is not written.' });
export const ImportDecisionEnum = named('SAME', 'NEW', 'SKIP');
registerEnumType(ImportDecisionEnum, { name: 'ImportDecision', description: 'What a person decides of a possible duplicate.' });
export const ImportTakeEnum = named('ALL', 'GOOD');
registerEnumType(ImportTakeEnum, { name: 'ImportTake', description: 'All rows or none, or the good rows only.' });

export const CoordinateSystemEnum = named(...coordinateSystems);
registerEnumType(CoordinateSystemEnum, { name: 'CoordinateSystem', description: 'CGCS2000 (as WGS 84), GCJ-02 (maps of phones) or BD-09 (Baidu).' });

const plain = { simpleResolvers: true } as const;

@Directive('@shareable')
@ObjectType({ ...plain, description: 'A column of an uploaded file.' })
export class ImportColumnType {
  @Field(() => Int, { description: 'Counted from 0.' }) index!: number;
  @Field(() => String, { description: 'As a spreadsheet letters it.' }) letter!: string;
  @Field(() => String, { description: 'Its heading, verbatim.' }) heading!: string;
  @Field(() => String, { nullable: true, description: 'The field that it fills; null when it is not stored.' }) field!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it is not stored.' }) note!: string | null;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'How many rows would become what.' })
export class ImportCounts {
  @Field(() => Int, { description: 'Rows of the file.' }) rows!: number;
  @Field(() => Int, { description: 'New records.' }) create!: number;
  @Field(() => Int, { description: 'Records that change.' }) amend!: number;
  @Field(() => Int, { description: 'Rows that change nothing.' }) unchanged!: number;
  @Field(() => Int, { description: 'Rows with faults.' }) faulty!: number;
  @Field(() => Int, { description: 'Faults in all.' }) faults!: number;
  @Field(() => Int, { description: 'Possible duplicates that a person must decide.' }) duplicate!: number;
  @Field(() => Int, { description: 'Rows that belong elsewhere.' }) elsewhere!: number;
  @Field(() => Int, { description: 'Rows left out by decision.' }) skipped!: number;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'What is wrong with a cell or a row.' })
export class ImportFault {
  @Field(() => Int, { nullable: true, description: 'The column; null when the row as a whole is at fault.' }) column!: number | null;
  @Field(() => String, { nullable: true, description: 'The field.' }) field!: string | null;
  @Field(() => String, { nullable: true, description: 'The value, verbatim.' }) value!: string | null;
  @Field(() => String, { description: 'The reason.' }) message!: string;
  @Field(() => String, { nullable: true, description: 'What was probably meant.' }) suggestion!: string | null;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'A value that the file does not name but implies.' })
export class ImportProposal {
  @Field(() => String, { description: 'The field.' }) field!: string;
  @Field(() => String, { nullable: true, description: 'The value; null when only the reason why none is proposed.' }) value!: string | null;
  @Field(() => String, { description: 'The value in words.' }) label!: string;
  @Field(() => String, { description: 'Why it is proposed.' }) reason!: string;
  @Field(() => CertaintyEnum, { description: 'How sure it is.' }) certainty!: string;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'A field and its value as text.' })
export class ImportValue {
  @Field(() => String, { description: 'The field.' }) field!: string;
  @Field(() => String, { nullable: true, description: 'The value.' }) value!: string | null;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'The record that a row is or may be the same as.' })
export class ImportMatch {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => [ImportValue], { description: 'What it holds now.' }) values!: ImportValue[];
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'A row of an uploaded file.' })
export class ImportRowType {
  @Field(() => Int, { description: 'Line in the file.' }) number!: number;
  @Field(() => ImportOutcomeEnum, { description: 'What it would become.' }) outcome!: string;
  @Field(() => [String], { description: 'Its cells, verbatim.' }) cells!: string[];
  @Field(() => [ImportFault], { description: 'What is wrong with it.' }) faults!: ImportFault[];
  @Field(() => [ImportProposal], { description: 'What is proposed for it.' }) proposals!: ImportProposal[];
  @Field(() => [ImportValue], { description: 'The values that would be written.' }) becomes!: ImportValue[];
  @Field(() => ImportMatch, { nullable: true, description: 'The record it is or may be the same as.' }) match!: ImportMatch | null;
  @Field(() => String, { nullable: true, description: 'What rows that can be decided together share, as the old name of a town.' }) alike!: string | null;
}
@Directive('@shareable')
@ObjectType({ ...plain, description: 'A page of rows.' })
export class ImportRowConnection {
  @Field(() => [ImportRowType], { description: 'The rows.' }) nodes!: ImportRowType[];
  @Field(() => PageInfo, { description: 'Where the page stands.' }) pageInfo!: PageInfo;
  @Field(() => Int, { description: 'How many rows in all.' }) totalCount!: number;
}

@InputType({ description: 'Which field a column fills.' })
export class ImportColumnInput {
  @Field(() => Int, { description: 'The column.' }) index!: number;
  @Field(() => String, { nullable: true, description: 'The field; null: do not store it.' }) field?: string | null;
}
@InputType({ description: 'Assigns columns to fields and checks anew.' })
export class MapImportInput {
  @Field(() => ID, { description: 'The import.' }) id!: string;
  @Field(() => [ImportColumnInput], { description: 'The columns to assign.' }) columns!: ImportColumnInput[];
  @Field(() => CoordinateSystemEnum, { nullable: true, description: 'In which system the file gives its points; as before when absent.' }) coordinates?: CoordinateSystem | null;
}
@InputType({ description: 'A corrected value.' })
export class ImportCorrectionInput {
  @Field(() => Int, { description: 'The row.' }) number!: number;
  @Field(() => String, { description: 'The field.' }) field!: string;
  @Field(() => String, { description: 'The value as it should be.' }) value!: string;
}
@InputType({ description: 'Corrects rows and checks anew; the file itself stays as it was.' })
export class CorrectImportInput {
  @Field(() => ID, { description: 'The import.' }) id!: string;
  @Field(() => [ImportCorrectionInput], { description: 'The corrections, at most 5,000.' }) rows!: ImportCorrectionInput[];
}
@InputType({ description: 'A decision on a possible duplicate.' })
export class ImportDecisionInput {
  @Field(() => Int, { description: 'The row.' }) number!: number;
  @Field(() => ImportDecisionEnum, { description: 'The same, a new one, or leave it out.' }) decision!: string;
}
@InputType({ description: 'Decides possible duplicates and checks anew.' })
export class DecideImportInput {
  @Field(() => ID, { description: 'The import.' }) id!: string;
  @Field(() => [ImportDecisionInput], { description: 'The decisions.' }) rows!: ImportDecisionInput[];
}
@InputType({ description: 'Writes an import.' })
export class WriteImportInput {
  @Field(() => ID, { description: 'The import.' }) id!: string;
  @Field(() => ImportTakeEnum, { description: 'All rows or the good ones.' }) take!: 'ALL' | 'GOOD';
  @Field(() => String, { nullable: true, description: 'Idempotency key; an import is written once in any case.' }) clientMutationId?: string;
}
@InputType({ description: 'Gives an import up; the upload stays in the history.' })
export class AbandonImportInput {
  @Field(() => ID, { description: 'The import.' }) id!: string;
}

@Directive('@shareable')
@ObjectType('ImportRun', { description: 'An uploaded file on its way into a register.' })
export class ImportRunType {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { description: 'The register, by the name of its list.' }) register!: string;
  @Field(() => String, { description: 'Name of the file.' }) fileName!: string;
  @Field(() => ImportStateEnum, { description: 'Where it stands.' }) state!: string;
  @Field(() => Int, { description: 'How much of the present step is done.' }) progressDone!: number;
  @Field(() => Int, { nullable: true, description: 'Of how much; null when not yet known.' }) progressTotal!: number | null;
  @Field(() => CoordinateSystemEnum, { description: 'In which system it gives its points; they are stored in CGCS2000.' }) coordinates!: string;
  @Field(() => DateTime, { description: 'When it was uploaded.' }) createdAt!: string;
  @Field(() => String, { description: 'Who uploaded it.' }) createdByName!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was written.' }) writtenAt!: string | null;
}
