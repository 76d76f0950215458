import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { SessionConnection } from '../session/session.connection.ts';
import type { Session } from '../session/session.entity.ts';
import { sessionsByProgramme } from '../session/session.loaders.ts';

/** Partners knows what it is; training knows the sessions within it. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A programme of public policy: ordi solidaire Bretagne…' })
export class Programme {
  @Field(() => ID)
  id!: string;
}

/** Whether it exists is partners' to say. */
export const findProgramme = ({ id }: Programme): Programme => ({ id });

@Resolver(() => Programme)
export class ProgrammeFields {
  @FieldResolver(() => SessionConnection, { description: 'Sessions within it, oldest first.' })
  sessions(
    @Root() { id }: Pick<Programme, 'id'>,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Session>> {
    return sessionsByProgramme(context, id, page);
  }
}
