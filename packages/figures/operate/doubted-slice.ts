import { Arg, Directive, Field, FieldResolver, Float, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Language } from '../../platform/refusals/refusal.ts';
import { GraphQLDateTimeISO } from '../../platform/schema/scalars.ts';
import { GraphQLPeriod } from '../measures/period-scalar.ts';

@Directive('@shareable')
@ObjectType({ description: 'A figure beyond what is believed of an association without a look.' })
export class ImplausibleFigure {
  @Field(() => ID, { description: "The measure's name." })
  measure!: string;

  @Field(() => Float, { description: "What it comes to over all places and programmes, in the measure's unit." })
  told!: number;

  @Field(() => Float, {
    description: 'The most that is believed of a period as long, going by what was told until last night.',
  })
  plausible!: number;
}

@Directive('@shareable')
@ObjectType({
  description: 'A slice that this hub does not take for what it says; it is sent again every ten minutes.',
})
export class DoubtedSlice {
  @Field(() => ID, { description: 'What it is accepted by; another one as soon as it says something else.' })
  id!: string;

  @Field(() => ID, { description: 'Whose figures they are.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The period they are about.' })
  period!: string;

  @Field(() => Int, { description: '0: the period itself; 1, 2, …: its adjustments.' })
  part!: number;

  @Field(() => String, {
    description:
      'OUTSIDE_COVERAGE until the coverage is changed, or the figures; IMPLAUSIBLE until a coordinator accepts them, or they are corrected.',
  })
  code!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it says so.' })
  since!: Date;

  @Field(() => [ImplausibleFigure], { description: 'The figures that are implausible; empty for another reason.' })
  figures!: ImplausibleFigure[];

  english!: string;
  french!: string;
}

@Resolver(() => DoubtedSlice)
export class DoubtedSliceResolver {
  @Directive('@shareable')
  @FieldResolver(() => String, { description: 'The reason in a sentence, saying what to do.' })
  message(
    @Root() { english, french }: DoubtedSlice,
    @Arg('language', () => Language, { defaultValue: Language.EN }) language: Language,
  ): string {
    return language === Language.FR ? french : english;
  }
}
