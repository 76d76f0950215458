import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Autonomy } from '../attendance/attendance.entity.ts';
import type { DigitalArea } from './digital-area.ts';

/** What a person could do on a day: a column for each area of the framework, 0 to 8. */
@Entity({ tableName: 'assessment' })
export class Assessment {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  pathwayId!: string;

  @Property({ type: 'date' })
  assessedOn!: string;

  @Property({ type: 'smallint' })
  informationAndData!: number;

  @Property({ type: 'smallint' })
  communicationAndCollaboration!: number;

  @Property({ type: 'smallint' })
  contentCreation!: number;

  @Property({ type: 'smallint' })
  protectionAndSafety!: number;

  @Property({ type: 'smallint' })
  digitalEnvironment!: number;

  @Property({ type: 'text' })
  autonomy!: Autonomy;
}

/** The column of each area. */
export const COLUMN_OF = {
  INFORMATION_AND_DATA: 'informationAndData',
  COMMUNICATION_AND_COLLABORATION: 'communicationAndCollaboration',
  CONTENT_CREATION: 'contentCreation',
  PROTECTION_AND_SAFETY: 'protectionAndSafety',
  DIGITAL_ENVIRONMENT: 'digitalEnvironment',
} as const satisfies Record<DigitalArea, keyof Assessment>;
