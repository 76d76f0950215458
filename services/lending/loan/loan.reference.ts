import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Named } from '../../../packages/platform/peers/noun.ts';
import { refuse, Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerStub } from '../computer/computer.reference.ts';
import { Household } from '../household/household.entity.ts';
import { householdById } from '../household/household.loaders.ts';
import { OrganisationStub } from '../organisation/organisation.reference.ts';
import { ProgrammeStub } from '../programme/programme.reference.ts';
import { TerritoryStub } from '../territory/territory.reference.ts';
import { LoanMachine } from './loan-machine.entity.ts';
import { Loan } from './loan.entity.ts';
import { LoanRefusal } from './loan.fields.ts';
import { loanById, machinesByLoan } from './loan.loaders.ts';
import { whyOver } from './loan.rules.ts';

export const findLoan = ({ id }: { id: string }, context: ServiceContext): Promise<Loan | null> =>
  loanById(context).load(id);

/** The id of a loan that another service names. Refuses `NOT_FOUND`, `LOAN_OVER`. */
export async function findNamedLoan({ id }: Named, context: ServiceContext): Promise<string> {
  const loan = await loanById(context).load(id);
  if (!loan) throw unknown(id);
  refuse(whyOver(loan));
  return id;
}

const unknown = (id: string): Refusal =>
  new Refusal('NOT_FOUND', 'id', {
    en: `No loan is known here as ${id}; correct the id, or request the loan first.`,
    fr: `Aucun prêt n'est connu ici comme ${id} ; corrigez l'identifiant, ou demandez d'abord le prêt.`,
  });

@Resolver(() => Loan)
export class LoanReference {
  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The borrower, when it is a household; null once the loan is closed.',
  })
  household(@Root() loan: Loan, @Ctx() context: ServiceContext) {
    return loan.householdId && householdById(context).load(loan.householdId);
  }

  @FieldResolver(() => OrganisationStub, { nullable: true, description: 'The borrower, when it is an organisation.' })
  organisation(@Root() { organisationId }: Loan): OrganisationStub | null {
    return organisationId ? { id: organisationId } : null;
  }

  @FieldResolver(() => ProgrammeStub, { nullable: true, description: 'The programme it is made within, if any.' })
  programme(@Root() { programmeId }: Loan): ProgrammeStub | null {
    return programmeId ? { id: programmeId } : null;
  }

  @FieldResolver(() => TerritoryStub, { description: 'The commune of the borrower when the loan was requested.' })
  commune(@Root() loan: Loan): TerritoryStub {
    return { code: loan.commune };
  }

  @FieldResolver(() => ComputerStub, { nullable: true, description: 'The computer that the borrower has now.' })
  async computer(@Root() loan: Loan, @Ctx() context: ServiceContext): Promise<ComputerStub | null> {
    const machines = await machinesByLoan(context).load(loan.id);
    const out = machines.find(({ toOn }) => toOn === null);
    return out ? { id: out.computerId } : null;
  }
}

@Resolver(() => LoanMachine)
export class LoanMachineReference {
  @FieldResolver(() => ComputerStub, { description: 'The computer.' })
  computer(@Root() machine: LoanMachine): ComputerStub {
    return { id: machine.computerId };
  }
}

@Resolver(() => LoanRefusal)
export class LoanRefusalReference {
  @FieldResolver(() => OrganisationStub, {
    nullable: true,
    description: 'The organisation to which the borrower was directed, if it was named.',
  })
  organisation(@Root() { organisationId }: LoanRefusal): OrganisationStub | null {
    return organisationId ? { id: organisationId } : null;
  }
}
