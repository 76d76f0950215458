import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kit/paging/page-args.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { LoanConnection } from '../loan/loan-connection.ts';
import { loansByOrganisation } from '../loan/loan.loaders.ts';

/** Partners owns organisations: whether one exists is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation')
export class OrganisationStub {
  @Field(() => ID)
  id!: string;
}

export const findOrganisation = ({ id }: OrganisationStub): OrganisationStub => ({ id });

@Resolver(() => OrganisationStub)
export class OrganisationReference {
  @FieldResolver(() => LoanConnection, { description: 'The loans it took itself, oldest first.' })
  loans(@Root() organisation: OrganisationStub, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return loansByOrganisation(context, organisation.id, page);
  }
}
