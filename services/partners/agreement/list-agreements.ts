import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import { Programme } from '../programme/programme.entity.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { Agreement, AgreementState } from './agreement.entity.ts';
import { AgreementTerms } from './agreement-terms.ts';
import {
  agreementById,
  agreementsByOrganisation,
  instalmentsByAgreement,
  receiptsByInstalment,
  targetsByAgreement,
  termsByAgreement,
} from './agreement.loaders.ts';
import { receivedOf, stateOf } from './agreement.rules.ts';
import { Instalment } from './instalment.entity.ts';
import { Receipt } from './receipt.entity.ts';
import { Target } from './target.entity.ts';

const AgreementConnection = connectionOf('Agreement', () => Agreement);

/** As `stateOf` decides, for rows; `$2` is today. */
const STATE = `case when settled_on is not null then 'SETTLED'
  when reported_on is not null and (terminated_on is not null or $2::date > ends_on) then 'REPORTED'
  when terminated_on is not null then 'TERMINATED' when signed_on is null then 'PROPOSED'
  when $2::date < starts_on then 'SIGNED' when $2::date > ends_on then 'EXPIRED'
  when version > 1 then 'AMENDED' else 'IN_FORCE' end`;

@Resolver(() => Agreement)
export class ListAgreements {
  @Query(() => Agreement, {
    nullable: true,
    description: 'The agreement of an id; null when none is known to the viewer.',
  })
  agreement(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: ServiceContext) {
    return agreementById(context).load(id);
  }

  @Query(() => AgreementConnection, { description: 'Agreements the viewer may see, oldest first.' })
  agreements(
    @Arg('state', () => AgreementState, { nullable: true, description: 'Only those that stand so today.' })
    state: AgreementState | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ) {
    const list = `select * from agreement where $1::text is null or $1 = ${STATE}`;
    return readPage<Agreement>(context, page, list, [state ?? null, today(context.clock)]);
  }

  @FieldResolver(() => Organisation, { description: 'The other side.' })
  organisation(@Root() { organisationId }: Agreement, @Ctx() context: ServiceContext) {
    return organisationById(context).load(organisationId);
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it belongs to, if any.' })
  programme(@Root() { programmeId }: Agreement, @Ctx() context: ServiceContext) {
    return programmeId ? programmeById(context).load(programmeId) : null;
  }

  @FieldResolver(() => AgreementState, { description: 'Where it stands today.' })
  state(@Root() agreement: Agreement, @Ctx() { clock }: ServiceContext) {
    return stateOf(agreement, today(clock));
  }

  @FieldResolver(() => Float, { description: 'What was agreed, in EUR; 0 for a partnership.' })
  amount(@Root() { amountCents }: Agreement) {
    return toEuros(amountCents);
  }

  @FieldResolver(() => [Instalment], { description: 'Its money, in the order it is due.' })
  instalments(@Root() { id }: Agreement, @Ctx() context: ServiceContext) {
    return instalmentsByAgreement(context).load(id);
  }

  @FieldResolver(() => Float, { description: 'What has come of it, in EUR.' })
  async received(@Root() { id }: Agreement, @Ctx() context: ServiceContext) {
    return toEuros(receivedOf(await instalmentsByAgreement(context).load(id)));
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What was given up when it was settled, in EUR.' })
  waived(@Root() { waivedCents }: Agreement) {
    return waivedCents === null ? null : toEuros(waivedCents);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What was paid back when it was settled, in EUR.' })
  paidBack(@Root() { paidBackCents }: Agreement) {
    return paidBackCents === null ? null : toEuros(paidBackCents);
  }

  @FieldResolver(() => [AgreementTerms], {
    description: 'Its terms, version by version: as proposed, then as amended.',
  })
  terms(@Root() { id }: Agreement, @Ctx() context: ServiceContext) {
    return termsByAgreement(context).load(id);
  }

  @FieldResolver(() => [Target], { description: 'What it aims at, as last agreed.' })
  targets(@Root() { id }: Agreement, @Ctx() context: ServiceContext) {
    return targetsByAgreement(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Agreement, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Instalment)
export class InstalmentAmounts {
  @FieldResolver(() => Float, { description: 'What was planned, in EUR.' })
  amount(@Root() { amountCents }: Instalment) {
    return toEuros(amountCents);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What came, in EUR; null before.' })
  receivedAmount(@Root() { receivedCents }: Instalment) {
    return receivedCents === null ? null : toEuros(receivedCents);
  }

  @FieldResolver(() => [Receipt], { description: 'Its ledger, oldest entry first: corrections undo and book anew.' })
  receipts(@Root() { id }: Instalment, @Ctx() context: ServiceContext) {
    return receiptsByInstalment(context).load(id);
  }
}

@Resolver(() => Receipt)
export class ReceiptAmount {
  @FieldResolver(() => Float, { description: 'EUR; negative for a reversal.' })
  amount(@Root() { cents }: Receipt) {
    return toEuros(cents);
  }
}

@Resolver(() => Organisation)
export class AgreementsOfOrganisation {
  @FieldResolver(() => AgreementConnection, { description: 'Its agreements with the association, oldest first.' })
  agreements(@Root() { id }: Organisation, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return agreementsByOrganisation(context, id, page);
  }
}
