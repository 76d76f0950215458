import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const StorageKind = { HDD: 'HDD', SSD: 'SSD', NVME: 'NVME', EMMC: 'EMMC', OTHER: 'OTHER' } as const;
export type StorageKind = keyof typeof StorageKind;
registerEnumType(StorageKind, {
  name: 'StorageKind',
  description: 'What a storage is made of, which decides how it can be erased.',
  valuesConfig: {
    HDD: { description: 'Magnetic disk.' },
    SSD: { description: 'Flash, behind SATA.' },
    NVME: { description: 'Flash, behind NVM Express.' },
    EMMC: { description: 'Flash, soldered to the board.' },
    OTHER: { description: 'Another kind, or nobody looked.' },
  },
});

export const StorageFate = { DESTROYED: 'DESTROYED', REMOVED: 'REMOVED' } as const;
export type StorageFate = keyof typeof StorageFate;
registerEnumType(StorageFate, {
  name: 'StorageFate',
  description: 'Why a storage is no longer in its machine.',
  valuesConfig: {
    DESTROYED: { description: 'Physically destroyed, with its proof.' },
    REMOVED: { description: 'Taken out, proved erased.' },
  },
});

@Entity({ tableName: 'storage' })
@ObjectType({ description: 'What keeps data in a machine. It keeps its proofs when it leaves the machine.' })
export class Storage {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`storage_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  @Field(() => StorageKind, { description: 'What it is made of.' })
  kind!: StorageKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The maker's serial number, where it can be read." })
  serial?: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Its capacity in GB (1,000,000,000 bytes).' })
  capacityGb?: number | null;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day it was first recorded.' })
  declaredOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it was proved erased, since it last held the data of a user; null while it may hold some.',
  })
  erasedOn?: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether its last erasure failed: it must be destroyed before anything else.' })
  isDestructionDue!: boolean;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it left the machine; null while it is in it.',
  })
  goneOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => StorageFate, { nullable: true, description: 'Why it left; null while it is in the machine.' })
  fate?: StorageFate | null;
}
