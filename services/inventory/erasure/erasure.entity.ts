import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const ErasureMethod = { CLEAR: 'CLEAR', PURGE: 'PURGE', DESTROY: 'DESTROY' } as const;
export type ErasureMethod = keyof typeof ErasureMethod;
registerEnumType(ErasureMethod, {
  name: 'ErasureMethod',
  description: 'How a storage was made unreadable, in the words of NIST SP 800-88 (Rev. 1 of 2014, Rev. 2 of 2025).',
  valuesConfig: {
    CLEAR: { description: 'Overwritten through its ordinary commands.' },
    PURGE: { description: 'Erased by its own firmware or cryptographically: beyond the reach of a laboratory.' },
    DESTROY: { description: 'Physically destroyed.' },
  },
});

@Entity({ tableName: 'erasure' })
@ObjectType({ description: 'The proof of what was done to one storage of a machine.' })
export class Erasure {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`erasure_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  storageId!: string;

  @Property({ type: 'text' })
  @Field(() => ErasureMethod, { description: 'How it was done.' })
  method!: ErasureMethod;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The standard that was followed, such as `NIST SP 800-88 Rev. 2`.' })
  standard!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The tool and its version.' })
  tool!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who did it, as the subject of their token; `system` where it was not kept.' })
  operator!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    name: 'succeeded',
    description: 'Whether the tool verified it; a storage that failed is destroyed.',
  })
  isSuccess!: boolean;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The storage's serial number." })
  storageSerial?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "SHA-256 of the tool's certificate, in hexadecimal." })
  certificateDigest?: string | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { name: 'on', description: 'The day it was done.' })
  performedOn!: string;
}
