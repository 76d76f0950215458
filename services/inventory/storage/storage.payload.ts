import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { Storage, StorageKind } from './storage.entity.ts';

/** A storage as a technician describes it. */
@InputType({ description: 'A storage of a machine.' })
export class StorageInput {
  @Field(() => StorageKind, { description: 'What it is made of.' })
  kind!: StorageKind;

  @Field(() => String, { nullable: true, description: "The maker's serial number, up to 80 characters." })
  @IsOptional()
  @Length(1, 80)
  serial?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its capacity in GB, from 1 to 1,000,000.' })
  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  capacityGb?: number | null;
}

/** Records a storage that may hold data. */
export function declareStorage(
  { em, newId, happened }: Acting,
  computerId: string,
  { kind, serial, capacityGb }: StorageInput,
  on: string,
): Storage {
  const id = newId('storage');
  void happened({ noun: 'Storage', id, verb: 'addStorage', on, details: { computerId } });
  return em.create(Storage, {
    id,
    computerId,
    kind,
    serial: serial?.trim() || null,
    capacityGb: capacityGb ?? null,
    declaredOn: on,
    isDestructionDue: false,
  });
}
