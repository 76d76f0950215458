import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { GraphQLJSONObject, GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { keptPersonSql } from '../kept-person.ts';

@Directive('@inaccessible')
@ObjectType({ description: 'When training last had to do with somebody.' })
export class LastContact {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => GraphQLLocalDate, {
    description: 'The day of their last session, visa or pathway step; that of its recording when that is later.',
  })
  lastOn!: string;

  @Field(() => Boolean, {
    description: 'Whether something is not over: a seat booked, a pathway, a visa that is used or to be claimed.',
  })
  isOpen!: boolean;
}

@Resolver()
export class HeldOnPeople {
  @Directive('@inaccessible')
  @Query(() => GraphQLJSONObject, {
    description:
      'For lending: everything training keeps of one person, under whichever ids, for the file handed to them.',
  })
  async trainingFile(
    @Arg('personIds', () => [ID], { description: 'Every id of the person.' }) personIds: string[],
    @Ctx() { sql }: ServiceContext,
  ): Promise<object> {
    const [file] = await sql.rows<{ file: object }>(FILE, [personIds]);
    return file!.file;
  }

  @Directive('@inaccessible')
  @Query(() => [LastContact], {
    description: 'For lending: when training last had to do with people; those it knows nothing of are left out.',
  })
  lastContacts(
    @Arg('personIds', () => [ID], { description: 'The people.' }) personIds: string[],
    @Ctx() { sql, clock }: ServiceContext,
  ): Promise<LastContact[]> {
    return sql.rows<LastContact>(CONTACTS, [personIds, today(clock)]);
  }
}

const listOf = (rows: string): string =>
  `(select coalesce(jsonb_agg(line order by line.id), '[]') from (${rows}) as line)`;

// Whole rows, so that nothing added to one is forgotten here; the days and places of others' sessions are theirs too.
const FILE = `
  with them as (
    select asked.id from unnest($1::text[]) as asked (id)
    union select kept_id from person_alias where id = any($1)
  )
  select jsonb_build_object(
    'attendances', ${listOf(`
      select attendance.*, to_jsonb(session) as session, place.name as place
        from attendance join them on them.id = person_id join session on session.id = session_id
        left join place on place.id = session.place_id`)},
    'visas', ${listOf('select visa.* from visa join them on them.id = person_id')},
    'pathways', ${listOf(`
      select pathway.*, ${listOf('select assessment.* from assessment where pathway_id = pathway.id')} as assessments
        from pathway join them on them.id = person_id`)}
  ) as file`;

const CONTACTS = `
  select asked.id as person_id, max(greatest(theirs.last_on, recorded.last_on))::text as last_on, bool_or(is_open) as is_open
    from unnest($1::text[]) as asked (id) cross join lateral (
      select attendance.id, coalesce(held_on, scheduled_on) as last_on,
             attendance.status = 'BOOKED' and session.state = 'SCHEDULED' and scheduled_on >= $2::date as is_open
        from attendance join session on session.id = session_id where person_id = ${keptPersonSql('asked.id')}
      union all
      select id, moved_on, state in ('COMPLETED', 'CLAIMED') or (state in ('ISSUED', 'STARTED') and coalesce(valid_until, 'infinity') >= $2::date)
        from visa where person_id = ${keptPersonSql('asked.id')}
      union all
      select id, greatest(moved_on, later_outcome_on), state <> 'EXITED'
        from pathway where person_id = ${keptPersonSql('asked.id')}
    ) as theirs left join lateral (
      select max(recorded_at at time zone 'Europe/Paris')::date as last_on from history
       where noun_id = theirs.id and verb <> 'repointPerson'
    ) as recorded on true
   group by asked.id`;
