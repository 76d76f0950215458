import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerInput, ComputerPayload } from '../computer/computer.payload.ts';
import { takeOne } from '../computer/step.ts';
import { Alias } from './alias.entity.ts';
import { whyNotRetirable } from './alias.rules.ts';
import { showName } from './name.ts';

@InputType()
class RetireComputerAliasInput extends ComputerInput {
  @Field(() => ID, { description: 'The name that comes off.' })
  aliasId!: string;
}

@ObjectType()
class RetireComputerAliasPayload extends ComputerPayload {}

@Resolver()
export class RetireComputerAlias {
  @Mutation(() => RetireComputerAliasPayload, {
    description:
      'Takes a serial number or an asset tag off a machine, which is still found by it. Refused with NOT_FOUND, LABEL_NEEDED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  retireComputerAlias(
    @Arg('input', () => RetireComputerAliasInput) input: RetireComputerAliasInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<RetireComputerAliasInput, Alias[]>(context, input, {
      verb: 'retireComputerAlias',
      know: ({ em }, [computerId]) =>
        em.find(Alias, { computerId: computerId!, retiredOn: null }, { orderBy: { id: 'asc' } }),
      whyNot: (_computer, { aliasId }, aliases) => whyNotRetirable(aliases.find(({ id }) => id === aliasId)),
      change: (computer, { aliasId }, on, _acting, aliases) => {
        const retired = aliases.find(({ id }) => id === aliasId)!;
        const { kind, value } = retired;
        retired.retiredOn = on;
        const left = aliases.findLast((alias) => alias.kind === kind && alias !== retired);
        showName(computer, kind, left?.value ?? null);
        return { kind, value };
      },
    });
  }
}
