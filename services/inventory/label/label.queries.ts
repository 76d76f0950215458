import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { associationName } from '../../../packages/platform/verb/association-name.ts';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Computer } from '../computer/computer.entity.ts';
import { computerById } from '../computer/computer.loaders.ts';
import { LONGEST_LIST } from '../computer/computer.payload.ts';
import { codeOf, computerIdOf } from './label.rules.ts';
import { LABELS_A_SHEET, printLabels } from './printing.ts';

@Resolver(() => Computer)
export class LabelQueries {
  @Query(() => File, {
    description: 'Labels to print on A4 sheets of 24 (63.5 × 33.9 mm, as Avery L7159): label, association, QR code.',
  })
  async labels(
    @Arg('computerIds', () => [ID], { description: 'From 1 to 500 machines, in the order of printing.' }) ids: string[],
    @Arg('skip', () => Int, {
      defaultValue: 0,
      description: 'How many labels were already taken off the first sheet, from 0 to 23.',
    })
    skip: number,
    @Ctx() context: ServiceContext,
  ): Promise<File> {
    if (ids.length < 1 || ids.length > LONGEST_LIST) throw badInput('computerIds', 'must name 1 to 500 machines');
    if (skip < 0 || skip >= LABELS_A_SHEET) throw badInput('skip', `must lie between 0 and ${LABELS_A_SHEET - 1}`);
    countDocument(context);
    const computers = await computerById(context).loadMany(ids);
    const association = context.association!;
    const labels = computers.map((computer, index) => {
      if (!computer || computer instanceof Error) throw badInput(`computerIds.${index}`, 'names no machine');
      return { label: computer.label, code: codeOf(association, computer.id) };
    });
    const issuer = await associationName(context);
    const printed = await printLabels({ association: issuer, labels, skip, printedAt: context.clock.now() });
    return fileOf('etiquettes.pdf', 'application/pdf', printed);
  }

  @Query(() => Computer, {
    nullable: true,
    description: 'The machine that a scanned code names, whichever association printed it; null when none is here.',
  })
  computerByCode(
    @Arg('code', () => String, { description: 'What the QR code says: `urn:passerelle:…`.' }) code: string,
    @Ctx() context: ServiceContext,
  ) {
    const id = computerIdOf(code);
    return id ? computerById(context).load(id) : null;
  }

  @FieldResolver(() => String, { description: 'What the QR code on its label says.' })
  code(@Root() { id }: Computer, @Ctx() { association }: ServiceContext): string {
    return codeOf(association!, id);
  }
}
