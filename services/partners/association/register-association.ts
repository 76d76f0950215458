import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { refuseEndBeforeStart } from '../days.ts';
import { knownTerritory } from '../known-territory.ts';
import { refuseRegistered } from '../natural-key.ts';
import { whyNotNumbers } from '../organisation/organisation.rules.ts';
import { AssociationCoverage } from './association-coverage.entity.ts';
import { Association } from './association.entity.ts';

@InputType({ description: 'What `registerAssociation` is told.' })
class RegisterAssociationInput {
  @Field(() => ID, { description: 'A slug that the whole network shares: `defis`.' })
  @Length(1, 60)
  @IsSlug()
  id!: string;

  @Field(() => String, { description: '1 to 200 signs.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'W and nine signs.' })
  rna?: string | null;

  @Field(() => String, { nullable: true, description: '14 digits without spaces.' })
  siret?: string | null;

  @Field(() => ID, { description: 'Code of the commune of its workshop: `COM-56121`.' })
  seat!: string;

  @Field(() => [ID], { description: 'Codes of the territories it works in, of any level: 1 to 100.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ArrayUnique()
  covers!: string[];

  @Field(() => GraphQLLocalDate, { description: 'Its first day in the network; figures are expected from then on.' })
  memberSince!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day in the network, when known.' })
  memberUntil?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'True for an association made up as an example.' })
  isSample!: boolean;
}

@ObjectType({ description: 'What came of `registerAssociation`.' })
class RegisterAssociationPayload {
  @Field(() => Association, { nullable: true, description: 'As it now stands; null when it was refused.' })
  association?: Association;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterAssociation {
  @Mutation(() => RegisterAssociationPayload, {
    description:
      'Enters a member association, whose figures are then expected. Refused with ALREADY_REGISTERED, INVALID_RNA, INVALID_SIRET, UNKNOWN_COMMUNE, UNKNOWN_TERRITORY, ENDS_BEFORE_START, INVALID_INPUT.',
  })
  registerAssociation(
    @Arg('input', () => RegisterAssociationInput, { description: 'What to do.' }) input: RegisterAssociationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerAssociation', input, async ({ em, newId, today, happened }) => {
      const refusal = whyNotNumbers(input);
      if (refusal) throw refusal;
      const { id, name, rna = null, siret = null, memberSince, memberUntil = null, isSample } = input;
      refuseEndBeforeStart(memberSince, memberUntil, 'memberUntil');
      const seat = knownCommune(input.seat, 'seat');
      const covers = input.covers.map((code, index) => knownTerritory(code, `covers.${index}`));
      await refuseRegistered(em, Association, id, 'id');
      const what = { name, rna, siret, seat, memberSince, memberUntil, isSample };
      const association = em.create(Association, { id, ...what });
      await em.flush();
      em.create(AssociationCoverage, { id: newId('coverage'), associationId: id, since: memberSince, covers });
      await happened({ noun: 'Association', id, verb: 'registerAssociation', on: today, details: { seat, covers } });
      return { association };
    });
  }
}
