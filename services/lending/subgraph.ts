import {
  createSubgraph,
  type ServiceParts,
  type SubgraphOptions,
} from '../../packages/platform/service/create-subgraph.ts';
import { keptOrganisation } from '../../packages/platform/merge/kept-organisation.ts';
import { createOwnerResolver } from '../../packages/platform/references/owner-resolver.ts';
import { figures } from '../../packages/figures/figures.ts';
import { imports } from '../../packages/imports/imports.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { ComputerReference, findComputer } from './computer/computer.reference.ts';
import { JudgeDuplicate } from './duplicate/judge-duplicate.ts';
import { ListDuplicates } from './duplicate/list-duplicates.ts';
import { MergeHouseholds } from './duplicate/merge-households.ts';
import { MergePeople } from './duplicate/merge-people.ts';
import { repointTasks } from './duplicate/repoint.ts';
import { AssessEligibility } from './eligibility/assess-eligibility.ts';
import { Eligibility } from './eligibility/eligibility.entity.ts';
import { EligibilityOfHousehold, EligibilityReference } from './eligibility/eligibility.reference.ts';
import { elsewhereTasks } from './forgetting/elsewhere.ts';
import { RETENTION_CRONTAB, retentionTasks } from './forgetting/forget-people.jobs.ts';
import { KeepPeopleFor } from './forgetting/keep-people-for.ts';
import { RetentionFields } from './forgetting/retention.ts';
import { CorrectHousehold } from './household/correct-household.ts';
import { EraseHousehold } from './household/erase-household.ts';
import { Household } from './household/household.entity.ts';
import { findHousehold, HouseholdReference } from './household/household.reference.ts';
import { ListHouseholds } from './household/list-households.ts';
import { MoveHousehold } from './household/move-household.ts';
import { RecordContact } from './household/record-contact.ts';
import { RegisterHousehold } from './household/register-household.ts';
import { ImportHouseholds } from './import/import-households.ts';
import { householdImport } from './import/take-households.ts';
import { ApproveLoan } from './loan/approve-loan.ts';
import { Crossing } from './loan/crossing/crossing.entity.ts';
import { CROSSINGS_CRONTAB, crossingTasks } from './loan/crossing/crossing.jobs.ts';
import { releaseTasks } from './loan/crossing/release.ts';
import { CloseLoan } from './loan/ending/close-loan.ts';
import { CedeLoanedComputer } from './loan/ending/cede-loaned-computer.ts';
import { CLOSING_CRONTAB, closingTasks } from './loan/ending/closing.jobs.ts';
import { DeclareUnrecovered } from './loan/ending/declare-unrecovered.ts';
import { EndingsOfLoan } from './loan/ending/endings.ts';
import { LiftSanction } from './loan/ending/lift-sanction.ts';
import { FaultsOfLoan, LoanFaultFields } from './loan/fault/faults.ts';
import { ListFaults } from './loan/fault/list-faults.ts';
import { LoanFault } from './loan/fault/loan-fault.entity.ts';
import { findRepairTicket } from './loan/fault/repair-ticket.reference.ts';
import { ReportFault } from './loan/fault/report-fault.ts';
import { ResolveFault } from './loan/fault/resolve-fault.ts';
import { HandOverComputer } from './loan/hand-over-computer.ts';
import { ListLoans } from './loan/list-loans.ts';
import { LoanMachine } from './loan/loan-machine.entity.ts';
import { LoanTerm } from './loan/loan-term.entity.ts';
import { Loan } from './loan/loan.entity.ts';
import { LoanFields } from './loan/loan.fields.ts';
import {
  findLoan,
  findNamedLoan,
  LoanMachineReference,
  LoanReference,
  LoanRefusalReference,
} from './loan/loan.reference.ts';
import { RecordCheckUp } from './loan/record-check-up.ts';
import { RefuseLoan } from './loan/refuse-loan.ts';
import { RenewLoan } from './loan/renew-loan.ts';
import { RequestLoan } from './loan/request-loan.ts';
import { ReturnComputer } from './loan/return-computer.ts';
import { SignLoan } from './loan/sign-loan.ts';
import { StartReview } from './loan/start-review.ts';
import { SwapComputer } from './loan/swap-computer.ts';
import { WaitingList, WaitingPlaceFields, WaitingPosition } from './loan/waiting-list/waiting-list.ts';
import { WaitlistLoan } from './loan/waiting-list/waitlist-loan.ts';
import { WithdrawLoan } from './loan/withdraw-loan.ts';
import { measures } from './measures.ts';
import { OrganisationContact } from './organisation/organisation-contact.entity.ts';
import { FollowMerges } from './organisation/follow-merges.ts';
import { OrganisationReference } from './organisation/organisation.reference.ts';
import { RecordOrganisationContact } from './organisation/record-organisation-contact.ts';
import { LoanPapers } from './paper/loan-papers.ts';
import { CorrectPerson } from './person/correct-person.ts';
import { ErasePerson } from './person/erase-person.ts';
import { ListPeople } from './person/list-people.ts';
import { PersonFile } from './person/person-file.ts';
import { Person } from './person/person.entity.ts';
import { findNamedPerson, findPerson, PersonReference } from './person/person.reference.ts';
import { RegisterPerson } from './person/register-person.ts';
import { policies } from './policies.ts';
import { findProgramme, ProgrammeReference } from './programme/programme.reference.ts';
import { ListReminders } from './reminder/list-reminders.ts';
import { MarkReminderDone } from './reminder/mark-reminder-done.ts';
import { Reminder } from './reminder/reminder.entity.ts';
import { REMINDERS_CRONTAB, reminderTasks } from './reminder/reminder.jobs.ts';
import { ReminderReference, RemindersOfLoan } from './reminder/reminder.reference.ts';
import { SendReminders } from './reminder/send-reminders.ts';

/** What lending is made of; its SDL is printed from it. */
export const lending: ServiceParts = {
  name: 'lending',
  entities: [
    Household,
    Person,
    Loan,
    LoanTerm,
    LoanMachine,
    LoanFault,
    Crossing,
    Eligibility,
    OrganisationContact,
    Reminder,
  ],
  resolvers: [
    HouseholdReference,
    ListHouseholds,
    RegisterHousehold,
    CorrectHousehold,
    MoveHousehold,
    RecordContact,
    EraseHousehold,
    KeepPeopleFor,
    RetentionFields,
    AssessEligibility,
    EligibilityReference,
    EligibilityOfHousehold,
    PersonReference,
    ListPeople,
    RegisterPerson,
    CorrectPerson,
    ErasePerson,
    PersonFile,
    ListDuplicates,
    JudgeDuplicate,
    MergePeople,
    MergeHouseholds,
    LoanFields,
    LoanReference,
    LoanMachineReference,
    LoanRefusalReference,
    EndingsOfLoan,
    FaultsOfLoan,
    LoanFaultFields,
    ListFaults,
    WaitingList,
    WaitingPlaceFields,
    WaitingPosition,
    ListLoans,
    ImportHouseholds,
    RequestLoan,
    StartReview,
    WaitlistLoan,
    WithdrawLoan,
    ApproveLoan,
    RefuseLoan,
    SignLoan,
    RenewLoan,
    HandOverComputer,
    SwapComputer,
    ReturnComputer,
    RecordCheckUp,
    ReportFault,
    ResolveFault,
    CedeLoanedComputer,
    DeclareUnrecovered,
    LiftSanction,
    CloseLoan,
    RecordOrganisationContact,
    LoanPapers,
    ListReminders,
    ReminderReference,
    RemindersOfLoan,
    SendReminders,
    MarkReminderDone,
    ComputerReference,
    OrganisationReference,
    FollowMerges,
    ProgrammeReference,
    createOwnerResolver('lending', { person: findNamedPerson, loan: findNamedLoan }),
  ],
  references: {
    Household: findHousehold,
    Person: findPerson,
    Loan: findLoan,
    Computer: findComputer,
    RepairTicket: findRepairTicket,
    Organisation: keptOrganisation,
    Programme: findProgramme,
  },
  borrows: {
    Computer: 'inventory',
    RepairTicket: 'inventory',
    Organisation: 'partners',
    Programme: 'partners',
    Territory: 'partners',
    Impact: 'partners',
  },
  parts: [figures({ service: 'lending', measures }), imports(householdImport)],
  hasAliases: true,
  tasks: (context) => ({
    ...crossingTasks(context),
    ...releaseTasks(context),
    ...closingTasks(context),
    ...retentionTasks(context),
    ...elsewhereTasks(context),
    ...repointTasks(context),
    ...reminderTasks(context),
  }),
  crontab: [CROSSINGS_CRONTAB, CLOSING_CRONTAB, RETENTION_CRONTAB, REMINDERS_CRONTAB].join('\n'),
  policies,
};

/** Opens the lending service: households, people and loans. */
export const createLendingSubgraph = (options: SubgraphOptions): Promise<Subgraph> => createSubgraph(options, lending);
