import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Storage } from './storage.entity.ts';

/** What somebody says to tell one storage of a machine from another. */
export interface StorageNamed {
  storageId?: string | null;
  storageSerial?: string | null;
}

const isSame = (one: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(one && other && one.trim().toLowerCase() === other.trim().toLowerCase());

const isOpen = ({ erasedOn }: Storage): boolean => !erasedOn;

/** The storage that awaits its destruction, when an erasure failed. */
export const storageToDestroy = (storages: readonly Storage[]): Storage | undefined =>
  storages.find(({ isDestructionDue }) => isDestructionDue);

/** Which of the storages in a machine is meant; undefined for one that nobody has recorded yet. */
export function storageMeant(named: StorageNamed, storages: readonly Storage[]): Storage | undefined {
  const { storageId, storageSerial } = named;
  if (storageId) return storages.find(({ id }) => id === storageId);
  const open = storages.filter(isOpen);
  if (!storageSerial) return storageToDestroy(storages) ?? open[0];
  return storages.find(({ serial }) => isSame(serial, storageSerial)) ?? open.find(({ serial }) => !serial);
}

/** Why nobody can tell which storage is meant: `NOT_FOUND`, or `STORAGE_AMBIGUOUS`. */
export function whyNotMeant(named: StorageNamed, storages: readonly Storage[]): Refusal | null {
  const { storageId, storageSerial } = named;
  if (storageId && !storageMeant(named, storages))
    return new Refusal('NOT_FOUND', 'storageId', {
      en: 'This machine has no such storage; read its storages and give one of them.',
      fr: "Cette machine n'a pas ce stockage ; lisez ses stockages et donnez l'un d'eux.",
    });
  if (storageId || storageSerial || storageToDestroy(storages) || storages.filter(isOpen).length < 2) return null;
  return new Refusal('STORAGE_AMBIGUOUS', 'storageId', {
    en: 'Several storages of this machine are not erased yet; say which one this was.',
    fr: "Plusieurs stockages de cette machine ne sont pas encore effacés ; dites lequel c'était.",
  });
}

/** Why a storage cannot be added to those of a machine: `STORAGE_KNOWN`, naming the input field of its serial number. */
export function whyNotAddable(
  { serial }: Pick<Storage, 'serial'>,
  storages: readonly Pick<Storage, 'serial'>[],
  field: string,
): Refusal | null {
  if (!storages.some((known) => isSame(known.serial, serial))) return null;
  return new Refusal('STORAGE_KNOWN', field, {
    en: 'This machine already has a storage with this serial number; go on with that one.',
    fr: 'Cette machine a déjà un stockage de ce numéro de série ; continuez avec celui-là.',
  });
}

/** Why a storage cannot be taken out: `NOT_FOUND` when it is not in the machine, or `STORAGE_NOT_ERASED`. */
export function whyNotRemovable(storageId: string, storages: readonly Storage[]): Refusal | null {
  const not = whyNotMeant({ storageId }, storages);
  if (not || storageMeant({ storageId }, storages)?.erasedOn) return not;
  return new Refusal('STORAGE_NOT_ERASED', 'storageId', {
    en: 'Nothing proves this storage erased; erase or destroy it first, so that no data leaves with it.',
    fr: "Rien ne prouve l'effacement de ce stockage ; effacez-le ou détruisez-le d'abord, pour qu'aucune donnée ne parte avec lui.",
  });
}
