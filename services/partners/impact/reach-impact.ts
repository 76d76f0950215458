import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { Geography } from '../../../packages/figures/read/impact-scope.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { Association } from '../association/association.entity.ts';
import { Programme } from '../programme/programme.entity.ts';
import { Territory } from '../territory/territory.type.ts';
import { Impact, toImpact } from './impact-part.ts';

const ALL = { territory: null, association: null, programme: null, geography: Geography.AT_EVENT };

@Resolver(() => Territory)
export class ImpactOfTerritory {
  @FieldResolver(() => Impact, { description: 'What was achieved there.' })
  impact(
    @Root() { code }: Territory,
    @Arg('period', () => GraphQLPeriod, { description: 'When.' }) period: string,
    @Arg('geography', () => Geography, { defaultValue: Geography.AT_EVENT, description: 'On which map.' })
    geography: Geography,
  ) {
    return toImpact({ ...ALL, territory: code, period, geography });
  }
}

@Resolver(() => Association)
export class ImpactOfAssociation {
  @FieldResolver(() => Impact, { description: 'What it achieved, wherever.' })
  impact(@Root() { id }: Association, @Arg('period', () => GraphQLPeriod, { description: 'When.' }) period: string) {
    return toImpact({ ...ALL, association: id, period });
  }
}

@Resolver(() => Programme)
export class ImpactOfProgramme {
  @FieldResolver(() => Impact, { description: 'What was achieved in it, by all associations.' })
  impact(@Root() { id }: Programme, @Arg('period', () => GraphQLPeriod, { description: 'When.' }) period: string) {
    return toImpact({ ...ALL, programme: id, period });
  }
}
