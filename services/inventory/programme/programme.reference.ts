import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationConnection } from '../donation/donation.entity.ts';
import { donationsByProgramme } from '../donation/donation.loaders.ts';
import { Programme } from './programme.stub.ts';

@Resolver(() => Programme)
export class ProgrammeReference {
  @FieldResolver(() => DonationConnection, { description: 'What was given to the programme, oldest first.' })
  donations(@Root() { id }: Programme, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return donationsByProgramme(context, id, page);
  }
}
