import { Refusal } from '../../kit/refusal.ts';
import { whyNotErasable } from '../computer/computer.rules.ts';
import type { Computer } from '../computer/computer.entity.ts';
import type { ErasureMethod } from './erasure.entity.ts';

/** What a technician says of the storages of a machine. */
export interface Account {
  noStorage: boolean;
  method?: ErasureMethod | null;
  standard?: string | null;
  tool?: string | null;
  succeeded?: boolean | null;
}

/** Why an erasure cannot be recorded: `PROOF_INCOMPLETE`, where the machine is, or `DESTRUCTION_REQUIRED`. */
export function whyNotRecordable(computer: Computer, account: Account): Refusal | null {
  return whyNotErasable(computer) ?? whyNotProof(account) ?? whyNotEnough(computer, account);
}

function whyNotProof({ noStorage, method, standard, tool, succeeded }: Account): Refusal | null {
  const given = [method, standard, tool, succeeded].filter((part) => part !== undefined && part !== null).length;
  if (given === (noStorage ? 0 : 4)) return null;
  return new Refusal('PROOF_INCOMPLETE', 'method', {
    en: 'Give the method, standard, tool and result of the erasure, or only say that there is no storage.',
    fr: "Donnez la méthode, la norme, l'outil et le résultat de l'effacement, ou dites seulement qu'il n'y a pas de stockage.",
  });
}

function whyNotEnough({ isDestructionDue }: Computer, { method }: Account): Refusal | null {
  if (!isDestructionDue || method === 'DESTROY') return null;
  return new Refusal('DESTRUCTION_REQUIRED', 'method', {
    en: 'The last erasure failed: destroy that storage and record its destruction.',
    fr: 'Le dernier effacement a échoué : détruisez ce stockage et enregistrez sa destruction.',
  });
}
