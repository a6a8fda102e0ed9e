import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType, Float } from 'type-graphql';
import { DateTime, Day } from './scalars';

/** Types that every service answers with, alike to the letter. */
export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(OrderDirection, { name: 'OrderDirection', description: 'Ascending or descending.' });

export const CertaintyEnum = { CERTAIN: 'CERTAIN', LIKELY: 'LIKELY', UNSURE: 'UNSURE' } as const;
registerEnumType(CertaintyEnum, { name: 'Certainty', description: 'How sure a proposal is.' });

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More records follow.' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Records stand before.' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first record; null on an empty page.' }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last record; null on an empty page.' }) endCursor!: string | null;
}

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'What became of one field.' })
export class HistoryChange {
  @Field(() => String, { description: 'Name of the field in the graph.' }) field!: string;
  @Field(() => String, { nullable: true, description: 'Value before; null when there was none.' }) from!: string | null;
  @Field(() => String, { nullable: true, description: 'Value after; null when it was cleared.' }) to!: string | null;
}

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'One entry of the audit trail of a record.' })
export class HistoryEntry {
  @Field(() => ID, { description: 'Id of the entry.' }) id!: string;
  @Field(() => DateTime, { description: 'When it happened.' }) at!: string;
  @Field(() => String, { description: 'What was done, as `unit.amend`.' }) action!: string;
  @Field(() => String, { description: 'Who did it.' }) actorName!: string;
  @Field(() => String, { nullable: true, description: 'Whose deputy did it, where only the post of that person allowed it; null for an act in one’s own name.' }) onBehalfOf!: string | null;
  @Field(() => String, { nullable: true, description: 'The reason given.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Id of the request, to find it in the logs.' }) requestId!: string | null;
  @Field(() => [HistoryChange], { description: 'Fields that changed; personal data masked.' }) changes!: HistoryChange[];
}

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'Records that share a value; the groups of a dimension add up to the total.' })
export class SummaryGroup {
  @Field(() => String, { nullable: true, description: 'The value shared; null where none is recorded.' }) value!: string | null;
  @Field(() => Int, { description: 'How many records.' }) count!: number;
}

@InputType({ description: 'Matches a text; several conditions hold together.' })
export class TextMatch {
  @Field(() => String, { nullable: true, description: 'Equal to.' }) is?: string;
  @Field(() => String, { nullable: true, description: 'Holds this part, whatever its case.' }) contains?: string;
  @Field(() => String, { nullable: true, description: 'Begins with.' }) startsWith?: string;
}
@InputType({ description: 'Between two whole numbers, both included.' })
export class IntRange {
  @Field(() => Int, { nullable: true, description: 'From, included.' }) from?: number;
  @Field(() => Int, { nullable: true, description: 'To, included.' }) to?: number;
}
@InputType({ description: 'Between two numbers, both included.' })
export class FloatRange {
  @Field(() => Float, { nullable: true, description: 'From, included.' }) from?: number;
  @Field(() => Float, { nullable: true, description: 'To, included.' }) to?: number;
}
@InputType({ description: 'Between two days, both included.' })
export class DateRange {
  @Field(() => Day, { nullable: true, description: 'From, included.' }) from?: string;
  @Field(() => Day, { nullable: true, description: 'To, included.' }) to?: string;
}
@InputType({ description: 'Between two moments, both included.' })
export class DateTimeRange {
  @Field(() => DateTime, { nullable: true, description: 'From, included.' }) from?: string;
  @Field(() => DateTime, { nullable: true, description: 'To, included.' }) to?: string;
}

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType('Area', { simpleResolvers: true, description: 'An area of the city by its division code.' })
export class AreaStub {
  @Field(() => String, { description: 'Division code of 6 to 15 digits.' }) code!: string;
}
