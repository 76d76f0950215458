import type { ReferenceResolver } from '../kit/build-schema.ts';
import type { ServiceContext } from '../kit/service-context.ts';
import { attendanceById } from './attendance/attendance.loaders.ts';
import { findOrganisation } from './organisation/organisation.reference.ts';
import { findPerson } from './person/person.reference.ts';
import { placeById } from './place/place.loaders.ts';
import { findProgramme } from './programme/programme.reference.ts';
import { sessionById } from './session/session.loaders.ts';
import { visaById } from './visa/visa.loaders.ts';

interface ById {
  id: string;
}

/** How each entity that the other services speak of is found here. */
export const references: Record<string, ReferenceResolver> = {
  Place: ({ id }: ById, context: ServiceContext) => placeById(context).load(id),
  Session: ({ id }: ById, context: ServiceContext) => sessionById(context).load(id),
  Attendance: ({ id }: ById, context: ServiceContext) => attendanceById(context).load(id),
  Visa: ({ id }: ById, context: ServiceContext) => visaById(context).load(id),
  Person: findPerson,
  Organisation: findOrganisation,
  Programme: findProgramme,
};
