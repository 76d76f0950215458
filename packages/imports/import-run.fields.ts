import { Arg, Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../platform/read/connection.ts';
import { PageArgs } from '../platform/read/page-args.ts';
import { pagesByParent } from '../platform/read/read-page.ts';
import { Language, type Sentence } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import { ImportLine, ImportLineConnection, ImportLineStatus, ImportRun } from './import-run.ts';

/** The parent's key is the run's id, and the status asked for after a space. */
const lines = pagesByParent<ImportLine>(`
  select lpad(number::text, 7, '0') as id, number as line, last as last_line, status, code, column_name as column, object_id,
         jsonb_build_object('en', message_en, 'fr', message_fr) as sentence
  from import_line
  where run_id = split_part(parent.key, ' ', 1) and split_part(parent.key, ' ', 2) in ('', status)`);

@Resolver(() => ImportRun)
export class ImportRunFields {
  @Directive('@shareable')
  @FieldResolver(() => Int, { description: 'How many lines have their outcome.' })
  done(@Root() { created, skipped, refused }: ImportRun): number {
    return created + skipped + refused;
  }

  @Directive('@shareable')
  @FieldResolver(() => ImportLineConnection, { description: 'What became of each line, in the order of the file.' })
  lines(
    @Root() { id }: ImportRun,
    @Arg('status', () => ImportLineStatus, { nullable: true, description: 'Only those of which this became.' })
    status: ImportLineStatus | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<ImportLine>> {
    return lines(context, `${id} ${status ?? ''}`, page);
  }
}

@Resolver(() => ImportLine)
export class ImportLineFields {
  @Directive('@shareable')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was refused, or what is left to do: a sentence that says what to do instead.',
  })
  message(
    @Root() { sentence }: { sentence: Partial<Sentence> },
    @Arg('language', () => Language, { defaultValue: Language.EN, description: 'In which language.' })
    language: Language,
  ): string | null {
    return (language === Language.FR ? sentence.fr : sentence.en) ?? null;
  }
}
