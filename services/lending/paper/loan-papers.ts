import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { associationName } from '../../../packages/platform/verb/association-name.ts';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import { printDocument, type Block } from '../../../packages/platform/documents/print-document.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Loan } from '../loan/loan.entity.ts';
import { machinesByLoan } from '../loan/loan.loaders.ts';
import type { Person } from '../person/person.entity.ts';
import { peopleByHousehold } from '../person/person.loaders.ts';
import { annexOf, articlesOf, signaturesOf, type AgreementFacts } from './agreement.rules.ts';
import { agreementFacts, namesOf } from './borrower.ts';
import { signedByLoan } from './paper.loaders.ts';
import { receiptOf } from './receipt.rules.ts';
import { digestOf } from './signed.ts';

@ObjectType({ description: 'What is kept of a signed agreement: the paper itself is with both parties.' })
export class SignedAgreement {
  @Field(() => String, {
    description: 'SHA-256 of the articles that were signed, in hexadecimal, as printed below them.',
  })
  digest!: string;

  @Field(() => Boolean, {
    description:
      'Whether `agreement` still prints what was signed: not once a name or a commune was corrected, or the articles were worded anew.',
  })
  isUnchanged!: boolean;
}

@Resolver(() => Loan)
export class LoanPapers {
  @FieldResolver(() => File, {
    nullable: true,
    description:
      'The agreement to sign, in French (PDF), with the computers handed over so far; null before the loan is granted, and once its borrower is not known any more.',
  })
  async agreement(@Root() loan: Loan, @Ctx() context: ServiceContext): Promise<File | null> {
    const [facts, machines] = await Promise.all([factsOf(loan, context), machinesByLoan(context).load(loan.id)]);
    if (!facts) return null;
    const association = await associationName(context);
    const named = { ...facts, association };
    const blocks = [...articlesOf(named), ...signaturesOf(named, digestOf(facts)), ...annexOf(machines)];
    return print(context, loan, { association, name: 'convention-de-pret', title: AGREEMENT, blocks });
  }

  @FieldResolver(() => SignedAgreement, { nullable: true, description: 'What was signed; null before.' })
  async signedAgreement(@Root() loan: Loan, @Ctx() context: ServiceContext): Promise<SignedAgreement | null> {
    const [signed, facts] = await Promise.all([signedByLoan(context).load(loan.id), factsOf(loan, context)]);
    return signed && { digest: signed.digest, isUnchanged: facts !== null && digestOf(facts) === signed.digest };
  }

  @FieldResolver(() => File, {
    nullable: true,
    description:
      'The receipt of a computer that came back, in French (PDF); null before, and without a known borrower.',
  })
  async returnReceipt(@Root() loan: Loan, @Ctx() context: ServiceContext): Promise<File | null> {
    const [people, machines] = await Promise.all([peopleOf(loan, context), machinesByLoan(context).load(loan.id)]);
    const borrower = namesOf(loan, people);
    const last = machines.findLast(({ condition }) => condition);
    const { id: loanId, startedOn, returnedOn } = loan;
    if (!startedOn || !returnedOn || !last?.condition || borrower.length === 0) return null;
    const association = await associationName(context);
    const { computerId, kind, condition } = last;
    const blocks = receiptOf({ loanId, association, borrower, computerId, kind, startedOn, returnedOn, condition });
    return print(context, loan, { association, name: 'recu-de-retour', title: RECEIPT, blocks });
  }
}

async function factsOf(loan: Loan, context: ServiceContext): Promise<AgreementFacts | null> {
  return agreementFacts(loan, await peopleOf(loan, context), context);
}

const peopleOf = async ({ householdId }: Loan, context: ServiceContext): Promise<Person[]> =>
  householdId ? peopleByHousehold(context).load(householdId) : [];

const AGREEMENT = 'Convention de prêt d’un ordinateur';
const RECEIPT = 'Reçu de retour d’un ordinateur';

interface Paper {
  association: string;
  name: string;
  title: string;
  blocks: readonly Block[];
}

/** Dated by the loan, so that the same loan gives the same bytes. */
async function print(
  context: ServiceContext,
  { id, lastStepOn }: Loan,
  { association, name, title, blocks }: Paper,
): Promise<File> {
  countDocument(context);
  const printedAt = new Date(`${lastStepOn}T12:00:00Z`);
  const printed = await printDocument({ title, issuer: association, printedAt, blocks });
  return fileOf(`${name}-${id}.pdf`, 'application/pdf', printed);
}
