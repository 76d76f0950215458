import 'reflect-metadata';
import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../platform/schema/scalars.ts';
import { describeMeasure, MeasureKind, Protection, Unit, type Measure } from '../measures/measure.ts';

export const FigureStatus = {
  EXACT: 'EXACT',
  BOUNDED: 'BOUNDED',
  PROTECTED: 'PROTECTED',
  UNAVAILABLE: 'UNAVAILABLE',
} as const;
export type FigureStatus = keyof typeof FigureStatus;
registerEnumType(FigureStatus, {
  name: 'FigureStatus',
  description: 'What may be relied on in a figure.',
  valuesConfig: {
    EXACT: { description: '`value` is the figure, as of the instants that `completeness` tells.' },
    BOUNDED: {
      description:
        'The figure lies between `atLeast` and `atMost`; `value` is `atMost`, null when no upper bound is known.',
    },
    PROTECTED: { description: 'Known, and not told: it could betray people or organisations.' },
    UNAVAILABLE: { description: 'There is no such figure: `reason` says why.' },
  },
});

export const FigureReason = {
  BELOW_THRESHOLD: 'BELOW_THRESHOLD',
  FINER_THAN_PUBLISHED: 'FINER_THAN_PUBLISHED',
  PART_IN_OTHER_PLACES: 'PART_IN_OTHER_PLACES',
  DOUBLES_NOT_DEDUCTED: 'DOUBLES_NOT_DEDUCTED',
  TERRITORY_DID_NOT_EXIST: 'TERRITORY_DID_NOT_EXIST',
  BEFORE_THE_MEASURE: 'BEFORE_THE_MEASURE',
  IN_THE_FUTURE: 'IN_THE_FUTURE',
  PROGRAMME_NOT_PUBLISHED: 'PROGRAMME_NOT_PUBLISHED',
  PERIOD_NOT_PUBLISHED: 'PERIOD_NOT_PUBLISHED',
  YEAR_NOT_CLOSED: 'YEAR_NOT_CLOSED',
  NOTHING_TO_DIVIDE_BY: 'NOTHING_TO_DIVIDE_BY',
  KEPT_BY_ASSOCIATIONS: 'KEPT_BY_ASSOCIATIONS',
  PLACES_DO_NOT_MATCH: 'PLACES_DO_NOT_MATCH',
  AS_LAST_TOLD: 'AS_LAST_TOLD',
} as const;
export type FigureReason = keyof typeof FigureReason;
registerEnumType(FigureReason, {
  name: 'FigureReason',
  description: 'What is to be said of a figure. It never tells how far a group is from its threshold.',
  valuesConfig: {
    BELOW_THRESHOLD: {
      description:
        'At least one association holds a part that rests on too few people or organisations, or from which such a part would follow.',
    },
    FINER_THAN_PUBLISHED: {
      description: 'Figures on people exist by month for departments and by year for communes, never finer.',
    },
    PART_IN_OTHER_PLACES: { description: 'A part is published with "other places" of a wider territory.' },
    DOUBLES_NOT_DEDUCTED: { description: 'Several associations count the same subjects, perhaps the same ones.' },
    TERRITORY_DID_NOT_EXIST: { description: 'The territory did not exist on the chosen map; try another `geography`.' },
    BEFORE_THE_MEASURE: { description: 'The measure is defined only since a later day: see `Measure.since`.' },
    IN_THE_FUTURE: { description: 'The period has not begun.' },
    PROGRAMME_NOT_PUBLISHED: { description: 'This measure is not told by programme.' },
    PERIOD_NOT_PUBLISHED: {
      description:
        'All of time has no state on a day, since states do not add up, and no cost per family, since its families are those of closed years: ask for a year.',
    },
    YEAR_NOT_CLOSED: {
      description:
        'The year has not closed (15 January of the next): until then people are told by year and department only, and not before enough of them have come.',
    },
    KEPT_BY_ASSOCIATIONS: { description: 'Only the association that holds the records can tell: ask its own graph.' },
    PLACES_DO_NOT_MATCH: {
      description:
        'Its parts are counted in different places (machines at the workshop, families at home): ask for a department or wider.',
    },
    AS_LAST_TOLD: {
      description:
        'Exact when it was last told, at `Completeness.peopleAsOf`: until their year closes, figures on people are replaced in steps of at least eleven.',
    },
    NOTHING_TO_DIVIDE_BY: { description: 'The denominator is zero.' },
  },
});

@Directive('@shareable')
@ObjectType('Measure', { description: 'What a figure means.' })
export class MeasureType {
  @Field(() => ID, { description: 'The name of its field on `Impact`.' })
  name!: string;

  @Field(() => Unit, { description: 'What it counts in.' })
  unit!: Unit;

  @Field(() => MeasureKind, { description: 'Over what it may be added up.' })
  kind!: MeasureKind;

  @Field(() => String, { description: 'A short name in English.' })
  label!: string;

  @Field(() => String, { description: 'A short name in French.' })
  labelFr!: string;

  @Field(() => String, { description: 'What counts and what does not, in English.' })
  definition!: string;

  @Field(() => String, { description: 'What counts and what does not, in French.' })
  definitionFr!: string;

  @Field(() => GraphQLLocalDate, { description: 'The first day for which the figure means anything.' })
  since!: string;

  @Field(() => String, { description: 'Where the definition or the data comes from.' })
  source!: string;

  @Field(() => Protection, { nullable: true, description: 'Whom its publication protects; null for counts of things.' })
  protects!: Protection | null;
}

@Directive('@shareable')
@ObjectType({ description: 'A number that says how far it can be trusted.' })
export class Figure {
  @Field(() => Float, {
    nullable: true,
    description: 'The figure; `atMost` when BOUNDED; null when there is none to tell.',
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'The figure is not less; null when nothing is told.' })
  atLeast!: number | null;

  @Field(() => Float, { nullable: true, description: 'The figure is not more; null when no bound is known or told.' })
  atMost!: number | null;

  @Field(() => Unit, { description: 'What it counts in.' })
  unit!: Unit;

  @Field(() => FigureStatus, { description: 'What may be relied on.' })
  status!: FigureStatus;

  @Field(() => FigureReason, {
    nullable: true,
    description: 'Why it is not exact, or exact as last told only; null when there is nothing to say.',
  })
  reason!: FigureReason | null;

  @Field(() => MeasureType, { description: 'Its definition.' })
  measure!: MeasureType;
}

/** The part of a figure that arithmetic is about; what `@requires` brings from another service has this shape. */
export interface FigureBounds {
  value: number | null;
  atLeast: number | null;
  atMost: number | null;
  status: FigureStatus;
  reason?: FigureReason | null;
}

/** Bounds as the graph's `Figure` of a measure. */
export const toFigure = (measure: Measure, bounds: FigureBounds): Figure =>
  tellFigure(describeMeasure(measure), bounds, measure.significantDigits);

/** What the graph, and every file, says of a figure: the one place where its numbers are rounded, after all was added up. */
export function tellFigure(measure: MeasureType, bounds: FigureBounds, significantDigits?: number): Figure {
  const { unit } = measure;
  const { status, reason = null } = bounds;
  const [value, atLeast, atMost] = [bounds.value, bounds.atLeast, bounds.atMost].map((number) =>
    number === null ? null : rounded(number, unit, significantDigits),
  ) as [number | null, number | null, number | null];
  return { value, atLeast, atMost, status, reason, unit, measure };
}

/** Cents, and hundredths of an hour. */
const DECIMALS: Partial<Record<Unit, number>> = { EURO: 2, HOUR: 2 };

function rounded(number: number, unit: Unit, significantDigits: number | undefined): number {
  if (significantDigits !== undefined) return Number(number.toPrecision(significantDigits));
  const decimals = DECIMALS[unit];
  return decimals === undefined ? number : Number(number.toFixed(decimals));
}
