import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLLocalDate } from '../schema/scalars.ts';
import { Directive, Field, ObjectType } from 'type-graphql';
import { manyByKey } from '../read/loader.ts';

@Directive('@shareable')
@ObjectType({ description: 'One thing that happened to a computer, a loan, a session…: kept for ever, never changed.' })
export class HistoryEntry {
  @Field(() => String, { description: 'What was done, as the mutation is named.' })
  verb!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it happened.' })
  happenedOn!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { description: 'The subject of whoever recorded it.' })
  recordedBy!: string;

  @Field(() => GraphQLJSONObject, { description: 'What was kept of it; never personal data.' })
  details!: Record<string, unknown>;
}

/** The histories of any number of things, oldest entry first, in one statement. */
export const historyById = manyByKey<HistoryEntry & { nounId: string }>(
  'select * from history where noun_id = any($1) order by id',
  ({ nounId }) => nounId,
);
