import { Matches } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { notFound, Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { PUBLIC_KEY } from './signing-key.ts';
import { TrustedAssociation } from './trusted-association.entity.ts';

@InputType()
abstract class AssociationInput extends VerbInput {
  @Field(() => ID, { description: 'The association, as the network names it.' })
  @IsSlug()
  association!: string;
}

@InputType()
class TrustAssociationInput extends AssociationInput {
  @Field(() => String, {
    description: 'Its Ed25519 public key in base64url (43 characters), compared with them by telephone or in person.',
  })
  @Matches(PUBLIC_KEY)
  @OfSeveralLines()
  publicKey!: string;
}

@InputType()
class DistrustAssociationInput extends AssociationInput {}

@ObjectType()
class TrustAssociationPayload {
  @Field(() => TrustedAssociation, { nullable: true, description: 'The association and its key; null when refused.' })
  trustedAssociation?: TrustedAssociation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType()
class DistrustAssociationPayload {
  @Field(() => ID, { nullable: true, description: 'The association; null when refused.' })
  association?: string;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class TrustAssociation {
  @Mutation(() => TrustAssociationPayload, {
    description:
      'Pins the key of another association, whose transfer documents are believed from then on. Refused with OWN_ASSOCIATION, ANOTHER_KEY_TRUSTED, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS.',
  })
  trustAssociation(
    @Arg('input', () => TrustAssociationInput) input: TrustAssociationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'trustAssociation', input, async ({ em, today, happened }) => {
      operatingSeat(context);
      const { association: id, publicKey } = input;
      if (id === context.association) throw ownAssociation();
      const on = businessDay(input.on, today);
      await takeTurns(em, 'inventory', 'trust', id);
      const known = await em.findOne(TrustedAssociation, { id });
      if (known && known.publicKey !== publicKey) throw anotherKey(id);
      if (known) return { trustedAssociation: known };
      const trustedAssociation = em.create(TrustedAssociation, { id, publicKey, trustedOn: on });
      await happened({ noun: 'TrustedAssociation', id, verb: 'trustAssociation', on, details: { publicKey } });
      return { trustedAssociation };
    });
  }

  @Mutation(() => DistrustAssociationPayload, {
    description:
      'Forgets the key of another association, whose documents are refused from then on: when its key changed or was stolen. Refused with NOT_FOUND, IN_THE_FUTURE.',
  })
  distrustAssociation(
    @Arg('input', () => DistrustAssociationInput) input: DistrustAssociationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'distrustAssociation', input, async ({ em, today, happened }) => {
      const { association } = input;
      const on = businessDay(input.on, today);
      const known = await em.findOne(TrustedAssociation, { id: association });
      if (!known) throw notFound('association', association);
      em.remove(known);
      const details = { publicKey: known.publicKey };
      await happened({ noun: 'TrustedAssociation', id: association, verb: 'distrustAssociation', on, details });
      return { association };
    });
  }
}

const ownAssociation = (): Refusal =>
  new Refusal('OWN_ASSOCIATION', 'association', {
    en: 'This is your own association; name the other one.',
    fr: "C'est votre propre association ; nommez l'autre.",
  });
const anotherKey = (association: string): Refusal =>
  new Refusal('ANOTHER_KEY_TRUSTED', 'publicKey', {
    en: `Another key of ${association} is trusted; if they really changed it, distrust the old one first.`,
    fr: `Une autre clé de ${association} est déjà reconnue ; si elle a vraiment changé, retirez d'abord l'ancienne.`,
  });
