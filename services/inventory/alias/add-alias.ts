import { Length } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import type { Computer } from '../computer/computer.entity.ts';
import { ComputerInput, ComputerPayload } from '../computer/computer.payload.ts';
import { takeOne } from '../computer/step.ts';
import { whyNotKept } from '../computer/whereabouts.rules.ts';
import { Alias, AliasKind } from './alias.entity.ts';
import { takenLabels } from './alias.loaders.ts';
import { labelTaken, whyNotNamed } from './alias.rules.ts';
import { showName } from './name.ts';

@InputType()
class AddComputerAliasInput extends ComputerInput {
  @Field(() => AliasKind, { description: 'What kind of name.' })
  kind!: AliasKind;

  @Field(() => String, { description: 'The name, 1 to 80 characters, 40 for a label.' })
  @Length(1, 80)
  value!: string;
}

@ObjectType()
class AddComputerAliasPayload extends ComputerPayload {}

interface Known {
  aliases: Alias[];
  taken: Set<string>;
}

@Resolver()
export class AddComputerAlias {
  @Mutation(() => AddComputerAliasPayload, {
    description:
      'Gives a machine one more name, wherever it is. A new label takes the place of the one it wears, which still finds it. Refused with NOT_FOUND, ALIAS_KNOWN, LABEL_TAKEN, LABEL_TOO_LONG, PLACEHOLDER_SERIAL, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  addComputerAlias(
    @Arg('input', () => AddComputerAliasInput) input: AddComputerAliasInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeOne<AddComputerAliasInput, Known>(context, input, {
      verb: 'addComputerAlias',
      know: ({ em }) => learn(em, input),
      whyNot: (computer, { kind, value }, { aliases, taken }) =>
        whyNotKept(computer) ??
        whyNotNamed(aliases, kind, value.trim()) ??
        (taken.size > 0 ? labelTaken('value', value.trim()) : null),
      change: name,
    });
  }
}

async function learn(em: Acting['em'], { computerId, kind, value }: AddComputerAliasInput): Promise<Known> {
  if (kind === 'LABEL') await takeTurns(em, 'inventory', 'labels');
  const aliases = await em.find(Alias, { computerId }, { orderBy: { id: 'asc' } });
  return { aliases, taken: kind === 'LABEL' ? await takenLabels(em, [value.trim()]) : new Set() };
}

function name(computer: Computer, input: AddComputerAliasInput, on: string, acting: Acting, { aliases }: Known) {
  const { kind } = input;
  const worn = aliases.find((alias) => kind === 'LABEL' && alias.kind === kind && !alias.retiredOn);
  if (worn) worn.retiredOn = on;
  const value = input.value.trim();
  const { em, newId, subject } = acting;
  em.create(Alias, { id: newId('alias'), computerId: computer.id, kind, value, since: on, addedBy: subject });
  showName(computer, kind, value);
  return { kind, value };
}
