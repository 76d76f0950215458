import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { whyNotErasable } from '../computer/computer.rules.ts';
import type { Computer } from '../computer/computer.entity.ts';
import { whyNotAtWorkshop } from '../computer/whereabouts.rules.ts';
import type { Storage } from '../storage/storage.entity.ts';
import { storageMeant, storageToDestroy, whyNotMeant, type StorageNamed } from '../storage/storage.rules.ts';
import type { ErasureMethod } from './erasure.entity.ts';

/** What a technician says of the storages of a machine. */
export interface Account extends StorageNamed {
  noStorage: boolean;
  method?: ErasureMethod | null;
  standard?: string | null;
  tool?: string | null;
  succeeded?: boolean | null;
}

/**
 * Why an erasure cannot be recorded: where the machine is, `PROOF_INCOMPLETE`, `DESTRUCTION_REQUIRED`, `HAS_STORAGE`,
 * or that nobody can tell which storage is meant.
 */
export function whyNotRecordable(computer: Computer, account: Account, storages: readonly Storage[]): Refusal | null {
  return (
    whyNotErasable(computer) ??
    whyNotProof(account) ??
    whyNotEnough(account, storages) ??
    whyNotWithout(account, storages) ??
    whyNotMeant(account, storages)
  );
}

/** Why a proof cannot be taken back: where the machine is, or `NO_LONGER_HOLDS` when the storage has been elsewhere since. */
export function whyNotWithdrawable(
  computer: Computer,
  { storage, isLast }: { storage: Storage; isLast: boolean },
): Refusal | null {
  const away = whyNotAtWorkshop(computer);
  const holds = isLast && storage.fate !== 'REMOVED' && Boolean(storage.erasedOn ?? storage.isDestructionDue);
  if (away || holds) return away;
  return new Refusal('NO_LONGER_HOLDS', 'erasureId', {
    en: 'Nothing rests on this proof any more: the storage was erased again, lent or taken out since. It stays; record what is true now.',
    fr: "Plus rien ne repose sur cette preuve : le stockage a été effacé à nouveau, prêté ou retiré depuis. Elle reste ; enregistrez ce qui est vrai aujourd'hui.",
  });
}

function whyNotProof({ noStorage, method, standard, tool, succeeded }: Account): Refusal | null {
  const given = [method, standard, tool, succeeded].filter((part) => part !== undefined && part !== null).length;
  if (given === (noStorage ? 0 : 4)) return null;
  return new Refusal('PROOF_INCOMPLETE', 'method', {
    en: 'Give the method, standard, tool and result of the erasure, or only say that there is no storage.',
    fr: "Donnez la méthode, la norme, l'outil et le résultat de l'effacement, ou dites seulement qu'il n'y a pas de stockage.",
  });
}

/** A machine that is known to have a storage cannot be said to have none. */
function whyNotWithout({ noStorage }: Account, storages: readonly Storage[]): Refusal | null {
  if (!noStorage || storages.length === 0) return null;
  return new Refusal('HAS_STORAGE', 'noStorage', {
    en: 'This machine has a storage on record; record its erasure or destruction instead.',
    fr: 'Cette machine a un stockage connu ; enregistrez plutôt son effacement ou sa destruction.',
  });
}

function whyNotEnough(account: Account, storages: readonly Storage[]): Refusal | null {
  const due = storageToDestroy(storages);
  if (!due || (account.method === 'DESTROY' && storageMeant(account, storages) === due)) return null;
  return new Refusal('DESTRUCTION_REQUIRED', 'method', {
    en: 'The last erasure failed: destroy that storage and record its destruction.',
    fr: 'Le dernier effacement a échoué : détruisez ce stockage et enregistrez sa destruction.',
  });
}
