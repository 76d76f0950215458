import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Programme } from '../programme/programme.reference.ts';
import { Visa } from '../visa/visa.entity.ts';
import { visaById } from '../visa/visa.loaders.ts';
import { ClaimOutcome, RejectionReason, VisaClaim } from './claim.entity.ts';
import { linesByClaim, type ClaimLine } from './claim.loaders.ts';
import { claimNumber } from './claim.rules.ts';

@ObjectType({ description: 'One visa of a claim, and what the Region answered.' })
export class VisaClaimLine {
  @Field(() => ClaimOutcome, { nullable: true, description: 'What was answered; null while nothing was.' })
  outcome!: ClaimOutcome | null;

  @Field(() => RejectionReason, { nullable: true, description: 'Why it was rejected, when it was.' })
  reason!: RejectionReason | null;
}

@Resolver(() => VisaClaimLine)
export class ClaimLineFields {
  @FieldResolver(() => Visa, { description: 'The visa.' })
  visa(@Root() { visaId }: ClaimLine, @Ctx() context: ServiceContext): Promise<Visa | null> {
    return visaById(context).load(visaId);
  }
}

type ById = Pick<VisaClaim, 'id'>;

@Resolver(() => VisaClaim)
export class ClaimFields {
  @FieldResolver(() => String, { description: 'Its number in the year it was sent: `2011-007`.' })
  number(@Root() claim: Pick<VisaClaim, 'year' | 'number'>): string {
    return claimNumber(claim);
  }

  @FieldResolver(() => Programme, { description: 'The programme that is asked to pay.' })
  programme(@Root() { programmeId }: Pick<VisaClaim, 'programmeId'>): Programme {
    return { id: programmeId };
  }

  @FieldResolver(() => [VisaClaimLine], { description: 'Its visas, at most 200, in the order they were issued.' })
  lines(@Root() { id }: ById, @Ctx() context: ServiceContext): Promise<ClaimLine[]> {
    return linesByClaim(context).load(id);
  }

  @FieldResolver(() => Float, { description: 'What was asked for, in EUR.' })
  async amount(@Root() { id }: ById, @Ctx() context: ServiceContext): Promise<number> {
    return euros(await linesByClaim(context).load(id));
  }

  @FieldResolver(() => Float, { description: 'What was paid, in EUR; 0 while nothing was answered.' })
  async amountPaid(@Root() { id }: ById, @Ctx() context: ServiceContext): Promise<number> {
    const lines = await linesByClaim(context).load(id);
    return euros(lines.filter(({ outcome }) => outcome === 'PAID'));
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: ById, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}

const euros = (lines: readonly ClaimLine[]): number =>
  toEuros(lines.reduce((sum, { amountCents }) => sum + amountCents, 0));
