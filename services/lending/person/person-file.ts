import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { historyById } from '../../../packages/platform/verb/history-entry.ts';
import { eligibilitiesByHousehold } from '../eligibility/eligibility.loaders.ts';
import { aliasesByHousehold, householdById } from '../household/household.loaders.ts';
import { mergesByPerson, personById } from './person.loaders.ts';

@Resolver()
export class PersonFile {
  @Query(() => File, {
    nullable: true,
    description:
      'Everything the association knows of somebody, as JSON, to be handed to them (GDPR, articles 15 and 20): their loans, and what training keeps; null when there is nobody. An error `SUBGRAPH_UNAVAILABLE` while training does not answer: a file is whole or is none.',
  })
  async personFile(
    @Arg('id', () => ID, { description: 'Their id.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<File | null> {
    countDocument(context);
    const person = await personById(context).load(id);
    if (!person) return null;
    const { id: personId, givenName, familyName, birthYear, erasedOn } = person;
    const otherIds = (await mergesByPerson(context).load(personId)).map((merge) => merge.id);
    const content = {
      notice: NOTICE,
      printedAt: context.clock.now().toISOString(),
      association: context.association,
      person: { id: personId, givenName, familyName, birthYear, erasedOn },
      otherIds,
      history: await historyById(context).load(personId),
      household: person.householdId && (await householdOf(person.householdId, context)),
      training: await heldByTraining(context, [personId, ...otherIds]),
    };
    return fileOf(`personne-${personId}.json`, 'application/json', JSON.stringify(content, null, 2));
  }
}

/** What training contributes. Throws `SUBGRAPH_UNAVAILABLE` rather than leave it out. */
async function heldByTraining({ callPeer }: ServiceContext, personIds: readonly string[]): Promise<TrainingFile> {
  const document = 'query ($personIds: [ID!]!) { trainingFile(personIds: $personIds) }';
  const { trainingFile } = await callPeer('training', document, { personIds }).catch(() => {
    throw new GraphQLError('Training does not answer, and the file would not be whole: ask again in a minute.', {
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
  });
  return trainingFile as TrainingFile;
}

/** Whole rows, as training keeps them. */
interface TrainingFile {
  attendances: object[];
  visas: object[];
  pathways: object[];
}

const NOTICE =
  'Ce que l’association sait de vous (RGPD, articles 15 et 20). Pourquoi : conclure et suivre vos prêts, vous accompagner. Combien de temps : les dates d’un prêt sont détachées de vous à sa clôture, deux ans au plus après sa fin ; votre nom est effacé, et vos séances, visas et parcours sont détachés de vous, à votre demande dès qu’aucun prêt ne court, et sans que vous le demandiez deux ans au plus après le dernier contact. Qui le lit : les personnes de l’association chargées des prêts et de l’accompagnement. Vous pouvez le faire rectifier ou effacer, et vous adresser à la CNIL (www.cnil.fr).';

async function householdOf(id: string, context: ServiceContext): Promise<object> {
  const { askedId: _, ...household } = (await householdById(context).load(id))!;
  return {
    ...household,
    otherIds: (await aliasesByHousehold(context).load(id)).map((alias) => alias.id),
    moves: await context.sql.rows(
      'select moved_on, from_commune from household_move where household_id = $1 order by moved_on',
      [id],
    ),
    eligibilities: await eligibilitiesByHousehold(context).load(id),
    history: await historyById(context).load(id),
    loans: await context.sql.rows(LOANS, [id]),
  };
}

// Whole rows, so that nothing added to a loan is forgotten here.
const LOANS = `
  select to_jsonb(loan) as loan,
         (select jsonb_agg(to_jsonb(machine) - 'donor_id' order by machine.id) from loan_machine machine where loan_id = loan.id) as computers,
         (select jsonb_agg(to_jsonb(term) order by number) from loan_term term where loan_id = loan.id) as terms,
         (select jsonb_agg(to_jsonb(reminder) order by reminder.id) from reminder where loan_id = loan.id) as reminders,
         (select jsonb_agg(to_jsonb(fault) order by fault.id) from loan_fault fault where loan_id = loan.id) as faults
    from loan where household_id = $1 order by loan.id`;
