import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const ServiceKind = {
  WEB_SITE: 'WEB_SITE',
  SESSION: 'SESSION',
  EQUIPMENT: 'EQUIPMENT',
  ADVICE: 'ADVICE',
  OTHER: 'OTHER',
} as const;
export type ServiceKind = keyof typeof ServiceKind;
registerEnumType(ServiceKind, {
  name: 'ServiceKind',
  description: 'What was done for an organisation, beside loans and the sessions that training records itself.',
  valuesConfig: {
    WEB_SITE: { description: 'A web site made or mended for it.' },
    SESSION: {
      description: 'A session for its staff or volunteers, recorded here when no place or attendance is known.',
    },
    EQUIPMENT: { description: 'Its own machines set up or repaired.' },
    ADVICE: { description: 'Advice on its tools, its data or its project.' },
  },
});

@Entity({ tableName: 'delivery' })
@ObjectType({ description: 'Something the association did for an organisation, such as a web site.' })
export class ServiceDelivery {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'Its id, given by the association.' })
  id!: string;

  @Property({ type: 'text' })
  organisationId!: string;

  @Property({ type: 'text', nullable: true })
  programmeId!: string | null;

  @Property({ type: 'text' })
  @Field(() => ServiceKind, { description: 'Of what sort it is.' })
  kind!: ServiceKind;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { name: 'on', description: 'The day it was done or handed over.' })
  deliveredOn!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it was, in a few words.' })
  title!: string;

  /** The organisation's commune on that day. */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How long it took, in minutes; null when it was not noted.' })
  minutes!: number | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was cancelled: it counts nowhere since.' })
  cancelledOn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was cancelled.' })
  cancellationReason!: string | null;
}
