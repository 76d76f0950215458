import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const WorkScheme = {
  NONE: 'NONE',
  ACI: 'ACI',
  EI: 'EI',
  ETTI: 'ETTI',
  AI: 'AI',
  EITI: 'EITI',
  ESAT: 'ESAT',
  EA: 'EA',
} as const;
export type WorkScheme = keyof typeof WorkScheme;
registerEnumType(WorkScheme, {
  name: 'WorkScheme',
  description:
    'Under which scheme people work: of inclusion through economic activity (art. L. 5132-4 of the French labour code), of disability, or none.',
  valuesConfig: {
    NONE: { description: 'Ordinary jobs and volunteers.' },
    ACI: { description: "Atelier et chantier d'insertion." },
    EI: { description: "Entreprise d'insertion." },
    ETTI: { description: "Entreprise de travail temporaire d'insertion." },
    AI: { description: 'Association intermédiaire.' },
    EITI: { description: "Entreprise d'insertion par le travail indépendant." },
    ESAT: { description: 'Établissement ou service accompanying people with disabilities through work.' },
    EA: { description: 'Entreprise adaptée: jobs for people with disabilities.' },
  },
});

@Entity({ tableName: 'workshop_shift' })
@ObjectType({
  description: 'Hours that people under one scheme worked in the workshop on one day: how many, never who.',
})
export class WorkshopShift {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`shift_…`.' })
  id!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { name: 'on', description: 'The day they worked.' })
  workedOn!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many people; 0 when a correction says that nobody worked.' })
  workers!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How long each of them worked, in minutes.' })
  minutesEach!: number;

  @Property({ type: 'text' })
  @Field(() => WorkScheme, { description: 'Under which scheme.' })
  scheme!: WorkScheme;

  @Property({ type: 'text', nullable: true })
  programmeId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What they did; never who they are.' })
  task?: string | null;

  @Property({ type: 'text', nullable: true })
  supersedesId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it corrects, when it supersedes another.' })
  reason?: string | null;
}

export const WorkshopShiftConnection = connectionOf('WorkshopShift', () => WorkshopShift);
