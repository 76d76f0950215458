import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { SessionConnection } from '../session/session.connection.ts';
import type { Session } from '../session/session.entity.ts';
import { sessionsByOrganisation } from '../session/session.loaders.ts';

/** Partners knows who it is; training knows the sessions for its users. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'An organisation: a town, a company, an association…' })
export class Organisation {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Organisation)
export class OrganisationFields {
  @FieldResolver(() => SessionConnection, { description: 'Sessions held for its users, oldest first.' })
  sessions(
    @Root() { id }: Pick<Organisation, 'id'>,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Session>> {
    return sessionsByOrganisation(context, id, page);
  }
}
