import type { EntityManager } from '@mikro-orm/postgresql';
import { Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { LONGEST_MONTHS } from './retention.rules.ts';

/** It is one thing for the whole association, and has this id in histories. */
export const RETENTION_ID = 'retention';

@ObjectType({ description: 'How many were forgotten in one night, and never who.' })
export class ForgottenNight {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day that began.' })
  night!: string;

  @Field(() => Int, { description: 'Households that were erased as a whole.' })
  households!: number;

  @Field(() => Int, { description: 'People whose names were erased, those of these households too.' })
  people!: number;
}

const ForgottenNightConnection = connectionOf('ForgottenNight', () => ForgottenNight);

@ObjectType({ description: 'How long people are kept after the last contact with them, and who was forgotten since.' })
export class Retention {
  @Field(() => Int, {
    description:
      'Months after the last loan, session, visa, pathway step or exchange; 24 unless the association says less.',
  })
  months!: number;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it was changed last; null when it never was.',
  })
  changedOn!: string | null;
}

@Resolver(() => Retention)
export class RetentionFields {
  @Query(() => Retention, { description: 'How long people are kept, and how many were forgotten on which night.' })
  async retention(@Ctx() { sql }: ServiceContext): Promise<Retention> {
    const [own] = await sql.rows<Retention>('select months, changed_on from retention');
    return own ?? { months: LONGEST_MONTHS, changedOn: null };
  }

  @FieldResolver(() => ForgottenNightConnection, {
    description: 'The nights when somebody was forgotten, oldest first.',
  })
  nights(@Root() _retention: Retention, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<ForgottenNight>(context, page, 'select * from forgotten_night');
  }

  @FieldResolver(() => [HistoryEntry], { description: 'Who changed it, oldest first.' })
  history(@Root() _retention: Retention, @Ctx() context: ServiceContext) {
    return historyById(context).load(RETENTION_ID);
  }
}

export async function monthsKept(em: EntityManager): Promise<number> {
  const [own] = await em.execute<{ months: number }[]>('select months from retention');
  return own?.months ?? LONGEST_MONTHS;
}
