import { Args, Ctx, Directive, Field, FieldResolver, Float, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { isIdOf } from '../../../packages/platform/context/ids.ts';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { AttendanceConnection } from '../attendance/attendance.connection.ts';
import type { Attendance } from '../attendance/attendance.entity.ts';
import { attendancesByPerson, minutesByPerson } from '../attendance/attendance.loaders.ts';
import { PathwayConnection } from '../pathway/pathway.connection.ts';
import type { Pathway } from '../pathway/pathway.entity.ts';
import { isForgotten } from '../kept-person.ts';
import { pathwaysByPerson } from '../pathway/pathway.loaders.ts';
import { VisaConnection } from '../visa/visa.connection.ts';
import type { Visa } from '../visa/visa.entity.ts';
import { visasByPerson } from '../visa/visa.loaders.ts';

/** Lending knows who it is; training knows what they attended. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person whom the association knows.' })
export class Person {
  @Field(() => ID)
  id!: string;
}

/** A person as training sees them; null for what is no person's id. Whether they exist is lending's to say. */
export const findPerson = ({ id }: Person): Person | null => (isIdOf('person', id) ? { id } : null);

/** Whom a line is about; null once they are forgotten. */
export const personOf = ({ personId: id }: { personId: string }): Person | null => (isForgotten(id) ? null : { id });

type Stub = Pick<Person, 'id'>;

@Resolver(() => Person)
export class PersonFields {
  @FieldResolver(() => AttendanceConnection, { description: 'Their bookings and attendance, oldest first.' })
  attendances(
    @Root() { id }: Stub,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Attendance>> {
    return attendancesByPerson(context, id, page);
  }

  @FieldResolver(() => VisaConnection, { description: 'Their visas, oldest first.' })
  visas(
    @Root() { id }: Stub,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Visa>> {
    return visasByPerson(context, id, page);
  }

  @FieldResolver(() => PathwayConnection, { description: 'Their pathways, oldest first.' })
  pathways(
    @Root() { id }: Stub,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Pathway>> {
    return pathwaysByPerson(context, id, page);
  }

  @FieldResolver(() => Float, { description: 'Hours they were seen at sessions, ever.' })
  async hoursAttended(@Root() { id }: Stub, @Ctx() context: ServiceContext): Promise<number> {
    const total = await minutesByPerson(context).load(id);
    return (total?.minutes ?? 0) / 60;
  }
}
