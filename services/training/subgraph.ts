import {
  createSubgraph,
  type ServiceParts,
  type SubgraphOptions,
} from '../../packages/platform/service/create-subgraph.ts';
import { keptOrganisation } from '../../packages/platform/merge/kept-organisation.ts';
import { figures } from '../../packages/figures/figures.ts';
import { imports } from '../../packages/imports/imports.ts';
import type { ServiceContext } from '../../packages/platform/context/service-context.ts';
import type { Subgraph } from '../../packages/platform/peers/subgraph.ts';
import { AllocateVisas } from './allocation/allocate-visas.ts';
import { VisaAllocation } from './allocation/allocation.entity.ts';
import { AllocationFields } from './allocation/allocation.fields.ts';
import { allocationById } from './allocation/allocation.loaders.ts';
import { ListAllocations } from './allocation/list-allocations.ts';
import { Attendance } from './attendance/attendance.entity.ts';
import { AttendanceFields } from './attendance/attendance.fields.ts';
import { attendanceById } from './attendance/attendance.loaders.ts';
import { BookSeat } from './attendance/book-seat.ts';
import { CancelBooking } from './attendance/cancel-booking.ts';
import { CalendarFields } from './calendar/calendar.fields.ts';
import { ClaimVisas } from './claim/claim-visas.ts';
import { VisaClaim } from './claim/claim.entity.ts';
import { ClaimFields, ClaimLineFields } from './claim/claim.fields.ts';
import { claimById } from './claim/claim.loaders.ts';
import { ListClaims } from './claim/list-claims.ts';
import { SettleVisaClaim } from './claim/settle-visa-claim.ts';
import { ImportPlaces } from './import/import-places.ts';
import { placeImport } from './import/take-places.ts';
import { measures } from './measures.ts';
import { FollowMerges } from './organisation/follow-merges.ts';
import { Organisation, OrganisationFields } from './organisation/organisation.reference.ts';
import { AssessPathway } from './pathway/assess-pathway.ts';
import { Assessment } from './pathway/assessment.entity.ts';
import { CorrectExit } from './pathway/correct-exit.ts';
import { EndPathway } from './pathway/end-pathway.ts';
import { ExitPathway } from './pathway/exit-pathway.ts';
import { ListPathways } from './pathway/list-pathways.ts';
import { Pathway } from './pathway/pathway.entity.ts';
import { PathwayFields } from './pathway/pathway.fields.ts';
import { pathwayById } from './pathway/pathway.loaders.ts';
import { PrescribePathway } from './pathway/prescribe-pathway.ts';
import { RecordLaterOutcome } from './pathway/record-later-outcome.ts';
import { StartPathway } from './pathway/start-pathway.ts';
import { findPerson, Person, PersonFields } from './person/person.reference.ts';
import { ForgetPeople } from './person/forget-people.ts';
import { HeldOnPeople } from './person/held-on-people.ts';
import { RepointPerson } from './person/repoint-person.ts';
import { CorrectPlace } from './place/correct-place.ts';
import { ListPlaces } from './place/list-places.ts';
import { Place } from './place/place.entity.ts';
import { PlaceFields } from './place/place.fields.ts';
import { placeById } from './place/place.loaders.ts';
import { RegisterPlace } from './place/register-place.ts';
import { policies } from './policies.ts';
import { findProgramme, Programme, ProgrammeFields } from './programme/programme.reference.ts';
import { AnnulSession } from './session/annul-session.ts';
import { CancelSession } from './session/cancel-session.ts';
import { CorrectRegister } from './session/correct-register.ts';
import { HoldSession } from './session/hold-session.ts';
import { ListSessions } from './session/list-sessions.ts';
import { RecordSession } from './session/record-session.ts';
import { RescheduleSession } from './session/reschedule-session.ts';
import { ScheduleSession } from './session/schedule-session.ts';
import { Session } from './session/session.entity.ts';
import { SessionFields } from './session/session.fields.ts';
import { CancelVisa } from './visa/cancel-visa.ts';
import { CompleteVisa } from './visa/complete-visa.ts';
import { IssueVisa } from './visa/issue-visa.ts';
import { sessionById } from './session/session.loaders.ts';
import { ListVisas } from './visa/list-visas.ts';
import { StartVisa } from './visa/start-visa.ts';
import { Visa } from './visa/visa.entity.ts';
import { VisaFields } from './visa/visa.fields.ts';
import { visaById } from './visa/visa.loaders.ts';

const VERBS = [
  RegisterPlace,
  CorrectPlace,
  ImportPlaces,
  ScheduleSession,
  HoldSession,
  RecordSession,
  RescheduleSession,
  CancelSession,
  CorrectRegister,
  AnnulSession,
  BookSeat,
  CancelBooking,
  AllocateVisas,
  IssueVisa,
  StartVisa,
  CompleteVisa,
  CancelVisa,
  ClaimVisas,
  SettleVisaClaim,
  PrescribePathway,
  AssessPathway,
  StartPathway,
  EndPathway,
  ExitPathway,
  CorrectExit,
  RecordLaterOutcome,
  RepointPerson,
  FollowMerges,
  ForgetPeople,
];
const QUERIES = [HeldOnPeople, ListPlaces, ListSessions, ListVisas, ListAllocations, ListClaims, ListPathways];
const FIELDS = [
  PlaceFields,
  CalendarFields,
  SessionFields,
  AttendanceFields,
  VisaFields,
  AllocationFields,
  ClaimFields,
  ClaimLineFields,
  PathwayFields,
  PersonFields,
  OrganisationFields,
  ProgrammeFields,
];

/** What training is made of; its SDL is printed from it. */
export const training: ServiceParts = {
  name: 'training',
  entities: [Place, Session, Attendance, Visa, VisaAllocation, VisaClaim, Pathway, Assessment],
  parts: [figures({ service: 'training', measures }), imports(placeImport)],
  resolvers: [...VERBS, ...QUERIES, ...FIELDS],
  references: {
    Place: ({ id }: ById, context: ServiceContext) => placeById(context).load(id),
    Session: ({ id }: ById, context: ServiceContext) => sessionById(context).load(id),
    Attendance: ({ id }: ById, context: ServiceContext) => attendanceById(context).load(id),
    Visa: ({ id }: ById, context: ServiceContext) => visaById(context).load(id),
    VisaAllocation: ({ id }: ById, context: ServiceContext) => allocationById(context).load(id),
    VisaClaim: ({ id }: ById, context: ServiceContext) => claimById(context).load(id),
    Pathway: ({ id }: ById, context: ServiceContext) => pathwayById(context).load(id),
    Person: findPerson,
    Organisation: keptOrganisation,
    Programme: findProgramme,
  },
  borrows: {
    Person: 'lending',
    Organisation: 'partners',
    Programme: 'partners',
    Territory: 'partners',
    Impact: 'partners',
  },
  orphanedTypes: [Person, Organisation, Programme],
  hasAliases: true,
  policies,
};

interface ById {
  id: string;
}

/** Opens the training service: places, sessions, attendance, pathways and visas. */
export const createTrainingSubgraph = (options: SubgraphOptions): Promise<Subgraph> =>
  createSubgraph(options, training);
