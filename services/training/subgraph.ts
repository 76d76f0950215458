import { createSubgraph, type SubgraphOptions } from '../kit/create-subgraph.ts';
import type { Subgraph } from '../kit/subgraph.ts';
import { Attendance } from './attendance/attendance.entity.ts';
import { AttendanceFields } from './attendance/attendance.fields.ts';
import { BookSeat } from './attendance/book-seat.ts';
import { CancelBooking } from './attendance/cancel-booking.ts';
import { Organisation, OrganisationFields } from './organisation/organisation.reference.ts';
import { Person, PersonFields } from './person/person.reference.ts';
import { ListPlaces } from './place/list-places.ts';
import { Place } from './place/place.entity.ts';
import { PlaceFields } from './place/place.fields.ts';
import { RegisterPlace } from './place/register-place.ts';
import { policies } from './policies.ts';
import { Programme, ProgrammeFields } from './programme/programme.reference.ts';
import { references } from './references.ts';
import { CancelSession } from './session/cancel-session.ts';
import { HoldSession } from './session/hold-session.ts';
import { ListSessions } from './session/list-sessions.ts';
import { RecordSession } from './session/record-session.ts';
import { ScheduleSession } from './session/schedule-session.ts';
import { Session } from './session/session.entity.ts';
import { SessionFields } from './session/session.fields.ts';
import { CompleteVisa } from './visa/complete-visa.ts';
import { IssueVisa } from './visa/issue-visa.ts';
import { ListVisas } from './visa/list-visas.ts';
import { StartVisa } from './visa/start-visa.ts';
import { Visa } from './visa/visa.entity.ts';
import { VisaFields } from './visa/visa.fields.ts';

const queries = [ListPlaces, ListSessions, ListVisas];
const verbs = [
  RegisterPlace,
  ScheduleSession,
  BookSeat,
  CancelBooking,
  HoldSession,
  RecordSession,
  CancelSession,
  IssueVisa,
  StartVisa,
  CompleteVisa,
];
const fields = [
  PlaceFields,
  SessionFields,
  AttendanceFields,
  VisaFields,
  PersonFields,
  OrganisationFields,
  ProgrammeFields,
];

/** Opens the training service. */
export function createTrainingSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  return createSubgraph(options, {
    name: 'training',
    entities: [Place, Session, Attendance, Visa],
    resolvers: [...queries, ...verbs, ...fields],
    references,
    orphanedTypes: [Person, Organisation, Programme],
    policies,
  });
}
