import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { LoanConnection } from '../loan/loan.entity.ts';
import { loansByProgramme } from '../loan/loan.loaders.ts';

/** Partners owns programmes: whether one exists is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('Programme')
export class ProgrammeStub {
  @Field(() => ID)
  id!: string;
}

export const findProgramme = ({ id }: ProgrammeStub): ProgrammeStub => ({ id });

@Resolver(() => ProgrammeStub)
export class ProgrammeReference {
  @FieldResolver(() => LoanConnection, { description: 'The loans made within it, oldest first.' })
  loans(@Root() programme: ProgrammeStub, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return loansByProgramme(context, programme.id, page);
  }
}
