import { Refusal } from '../../kit/refusal.ts';
import type { PlaceKind } from './place.entity.ts';

/** `HOME_HAS_NO_ADDRESS`: where somebody lives is personal data, and has no place here. */
export function whyNotAddressed(kind: PlaceKind, address: string | null | undefined): Refusal | null {
  if (kind !== 'HOME' || !address) return null;
  return new Refusal('HOME_HAS_NO_ADDRESS', 'address', {
    en: 'Where somebody lives is not kept here; give the commune only.',
    fr: "L'adresse d'un domicile n'est pas conservée ici ; donnez seulement la commune.",
  });
}
