import DataLoader from 'dataloader';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ancestorsOf } from '../../geography/ancestors.ts';
import type { Period } from '../../geography/period.ts';
import { perRequest, type Loading } from '../../loader.ts';
import { GraphQLDateTimeISO } from '../../scalars.ts';
import { mapDay } from '../slice/apply-slice.ts';
import { periodsFedBy } from '../measure/grid.ts';
import type { ImpactScope } from '../read/impact-scope.ts';
import { countedMeasures, type CountedMeasure, type Measure } from '../measure/measure.ts';
import { GraphQLPeriod } from '../measure/period-scalar.ts';
import { ALL_PROGRAMMES } from '../slice/slice.ts';

@Directive('@shareable')
@ObjectType({
  description: 'A correction of a sealed period: the difference it made is in the figures, beside what was sealed.',
})
export class Adjustment {
  @Field(() => ID, { description: 'The association that made it.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The sealed period it corrects.' })
  period!: Period;

  @Field(() => Int, { description: '1 for the first adjustment of that period, then 2, …' })
  number!: number;

  @Field(() => String, { description: 'Why it was made, in words of the association. Names nobody.' })
  reason!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  at!: Date;

  @Field(() => [String], { description: 'The figures it touches here, by their names.' })
  measures!: string[];
}

/** One place and figure that an adjustment touches. */
type Touch = [measure: string, territory: string, programme: string];

interface Row extends Omit<Adjustment, 'measures'> {
  touches: Touch[];
}

/** Adjustments are rare: whoever reads several impacts reads all of them once. */
const MOST = 1_000;
const ALL = `
  select association, period, part as number, reason, as_of as at, (
      select jsonb_agg(distinct jsonb_build_array(f.measure, f.territory, f.programme)) from fact f
       where f.association = s.association and f.period = s.period and f.part = s.part
    ) as touches
    from slice s where part > 0 order by as_of desc, period, association, part limit ${MOST}`;

const all = perRequest<Loading, 'all', Row[]>(
  ({ sql }) =>
    new DataLoader(async (keys) => {
      const rows = await sql.rows<Row>(ALL);
      return keys.map(() => rows);
    }),
);

/** The adjustments that touch what a scope tells, the latest first. */
export async function adjustmentsOf(
  scope: ImpactScope,
  measures: readonly Measure[],
  context: Loading,
): Promise<Adjustment[]> {
  const byName = new Map(countedMeasures(measures).map((measure) => [measure.name, measure]));
  return (await all(context).load('all')).flatMap(({ touches, ...row }) => {
    if (scope.association !== null && scope.association !== row.association) return [];
    const touched = (touches ?? []).filter((touch) => isTouched(scope, row.period, touch, byName.get(touch[0])));
    const names = [...new Set(touched.map(([measure]) => measure))];
    return names.length === 0 ? [] : [{ ...row, at: new Date(row.at), measures: names }];
  });
}

function isTouched(
  { territory, programme, period }: ImpactScope,
  adjusted: Period,
  [, place, own]: Touch,
  measure: CountedMeasure | undefined,
): boolean {
  if (!measure || !periodsFedBy(measure, adjusted).includes(period)) return false;
  if (programme !== null && own !== programme && own !== ALL_PROGRAMMES) return false;
  return territory === null || ancestorsOf(place, mapDay({ period: adjusted })).includes(territory);
}
