import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import { Geography, type ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Association } from '../association/association.entity.ts';
import { associationById } from '../association/association.loaders.ts';
import { Programme } from '../programme/programme.entity.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { isOther, wholeOf } from '../territory/territory.rules.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import { Impact, toImpact } from './impact-part.ts';

@ArgsType()
class ImpactArgs {
  @Field(() => ID, { nullable: true, description: 'Code of a territory; all of France by default.' })
  territory?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of a member association; all of them by default.' })
  association?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of a programme; inside and outside of programmes by default.' })
  programme?: string | null;

  @Field(() => GraphQLPeriod, { description: 'A year, a quarter, a month, or ever.' })
  period!: string;

  @Field(() => Geography, { defaultValue: Geography.AT_EVENT, description: 'On which map.' })
  geography!: Geography;
}

@Resolver(() => Impact)
export class QueryImpact {
  @Query(() => Impact, {
    description: 'What was achieved: every figure of the network, or of a part of it, over a period.',
  })
  async impact(@Args(() => ImpactArgs) args: ImpactArgs, @Ctx() context: ServiceContext): Promise<ImpactRoot> {
    return toImpact(await readScope(args, context));
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'Where, or whose "other places" when `isOtherPlaces`; null for everywhere.',
  })
  territory(@Root() { scope }: ImpactRoot) {
    return scope.territory && territoryOf(wholeOf(scope.territory));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is about those places inside the territory that may not be told by themselves.',
  })
  isOtherPlaces(@Root() { scope }: ImpactRoot) {
    return isOther(scope.territory);
  }

  @FieldResolver(() => Association, { nullable: true, description: 'By whom; null for every association.' })
  association(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext) {
    return scope.association && associationById(context).load(scope.association);
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'In which programme; null for all that was done.' })
  programme(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext) {
    return scope.programme && programmeById(context).load(scope.programme);
  }

  @FieldResolver(() => GraphQLPeriod, { description: 'When.' })
  period(@Root() { scope }: ImpactRoot) {
    return scope.period;
  }

  @FieldResolver(() => Geography, { description: 'On which map.' })
  geography(@Root() { scope }: ImpactRoot) {
    return scope.geography;
  }
}

const NO_TERRITORY =
  'is not the code of a territory: write "FR", "REG-53", "DEP-56", "EPCI-200042174" or "COM-56121"; `territories` lists them';

/** A mistyped name is an error here: it would else answer nothing but zeros. */
async function readScope(args: ImpactArgs, context: ServiceContext): Promise<ImpactScope> {
  const { territory: code, association = null, programme = null, period, geography } = args;
  const territory = code ? findTerritory(code) : null;
  if (code && !territory) throw badInput('territory', NO_TERRITORY);
  if (association !== null && !(await associationById(context).load(association))) {
    throw badInput('association', 'is not the id of a member association');
  }
  if (programme !== null && !(await programmeById(context).load(programme))) {
    throw badInput('programme', 'is not the id of a programme');
  }
  return { territory: territory?.code ?? null, association, programme, period, geography };
}
