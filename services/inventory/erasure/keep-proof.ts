import type { Acting } from '../../../packages/platform/verb/act.ts';
import { declareStorage } from '../storage/storage.payload.ts';
import type { Storage } from '../storage/storage.entity.ts';
import { storageMeant } from '../storage/storage.rules.ts';
import { Erasure, type ErasureMethod } from './erasure.entity.ts';
import type { Account } from './erasure.rules.ts';

interface Proof extends Account {
  computerId: string;
  certificateDigest?: string | null;
  operator?: string | null;
}

/** Keeps what was done to one of a machine's storages, which is recorded now unless it was before. */
export function keepProof(storages: Storage[], proof: Proof, on: string, acting: Acting): void {
  const known = storageMeant(proof, storages);
  const { computerId, storageSerial } = proof;
  const storage = known ?? declareStorage(acting, computerId, { kind: 'OTHER', serial: storageSerial ?? null }, on);
  if (!known) storages.push(storage);
  storage.serial ??= storageSerial ?? null;
  mark(storage, proof.method!, proof.succeeded!, on);
  create(storage, proof, on, acting);
}

/** A storage that was destroyed is in no machine any more. */
function mark(storage: Storage, method: ErasureMethod, succeeded: boolean, on: string): void {
  storage.erasedOn = succeeded ? on : null;
  storage.isDestructionDue = !succeeded;
  if (succeeded && method === 'DESTROY') Object.assign(storage, { goneOn: on, fate: 'DESTROYED' });
}

function create(storage: Storage, proof: Proof, on: string, { em, newId, happened, subject }: Acting): void {
  const { method, standard, tool, succeeded, certificateDigest, operator, computerId } = proof;
  em.create(Erasure, {
    id: newId('erasure'),
    computerId,
    storageId: storage.id,
    method: method!,
    standard: standard!,
    tool: tool!,
    operator: operator ?? subject,
    isSuccess: succeeded!,
    storageSerial: storage.serial ?? null,
    certificateDigest: certificateDigest ?? null,
    performedOn: on,
  });
  void happened({ noun: 'Storage', id: storage.id, verb: 'recordErasure', on, details: { method, succeeded } });
}
