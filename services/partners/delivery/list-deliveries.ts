import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import { Programme } from '../programme/programme.entity.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { ServiceDelivery } from './delivery.entity.ts';
import { deliveriesByOrganisation } from './delivery.loaders.ts';

const ServiceDeliveryConnection = connectionOf('ServiceDelivery', () => ServiceDelivery);

@Resolver(() => ServiceDelivery)
export class ServiceDeliveryFields {
  @FieldResolver(() => Organisation, { description: 'Whom it was done for.' })
  organisation(@Root() { organisationId }: ServiceDelivery, @Ctx() context: ServiceContext) {
    return organisationById(context).load(organisationId);
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it belongs to, if any.' })
  programme(@Root() { programmeId }: ServiceDelivery, @Ctx() context: ServiceContext) {
    return programmeId ? programmeById(context).load(programmeId) : null;
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: ServiceDelivery, @Ctx() context: ServiceContext) {
    return historyById(context).load(id);
  }
}

@Resolver(() => Organisation)
export class DeliveriesToOrganisation {
  @FieldResolver(() => ServiceDeliveryConnection, { description: 'What was done for it, oldest first.' })
  deliveries(@Root() { id }: Organisation, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return deliveriesByOrganisation(context, id, page);
  }
}
