import type { Acting } from '../../../packages/platform/verb/act.ts';
import type { Computer } from '../computer/computer.entity.ts';
import { Alias, type AliasKind } from './alias.entity.ts';

/** Shows one of a machine's names on the machine itself. A label is never taken off. */
export function showName(computer: Computer, kind: AliasKind, value: string | null): void {
  if (kind === 'SERIAL') computer.serial = value;
  else if (kind === 'ASSET_TAG') computer.assetTag = value;
  else computer.label = value ?? computer.label;
}

/** Records the names that a machine comes with. */
export function nameAll({ em, newId, subject }: Acting, computer: Computer): void {
  const { id: computerId, label, serial, assetTag, movedOn: since } = computer;
  const names = Object.entries({ LABEL: label, SERIAL: serial, ASSET_TAG: assetTag }) as [AliasKind, string | null][];
  for (const [kind, value] of names)
    if (value) em.create(Alias, { id: newId('alias'), computerId, kind, value, since, addedBy: subject });
}
