import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Organisation } from './organisation.entity.ts';
import { isRna } from './rna.ts';
import { isSiret } from './siret.ts';

interface Numbers {
  siret?: string | null;
  rna?: string | null;
}

/** The id that an organisation has everywhere in the network, from its numbers; `otherwise` when it has none. */
export function idOfOrganisation({ siret, rna }: Numbers, otherwise: () => string): string {
  if (siret) return `SIRET-${siret}`;
  return rna ? `RNA-${rna}` : otherwise();
}

/** Why numbers cannot be an organisation's: `INVALID_SIRET` or `INVALID_RNA`. */
export function whyNotNumbers({ siret, rna }: Numbers): Refusal | null {
  if (siret && !isSiret(siret)) {
    return new Refusal('INVALID_SIRET', 'siret', {
      en: `${siret} is no SIRET: it must have 14 digits, whose last is a key. Check it on annuaire-entreprises.data.gouv.fr.`,
      fr: `${siret} n'est pas un SIRET : il compte 14 chiffres, dont le dernier est une clé. Vérifiez-le sur annuaire-entreprises.data.gouv.fr.`,
    });
  }
  if (rna && !isRna(rna)) {
    return new Refusal('INVALID_RNA', 'rna', {
      en: `${rna} is no RNA number: W and nine signs, as on the receipt of the declaration (W561000123).`,
      fr: `${rna} n'est pas un numéro RNA : un W et neuf signes, comme sur le récépissé de déclaration (W561000123).`,
    });
  }
  return null;
}

/** `NUMBER_IS_ITS_ID`: the number that everybody's references are made of cannot become another one. */
export function whyNumberStays(
  { id, siret, rna }: Pick<Organisation, 'id' | 'siret' | 'rna'>,
  asked: Numbers,
): Refusal<'NUMBER_IS_ITS_ID'> | null {
  const changed = (['siret', 'rna'] as const).find((number) => {
    const known = number === 'siret' ? siret : rna;
    return known && asked[number] && asked[number] !== known && id.endsWith(`-${known}`);
  });
  if (!changed) return null;
  return new Refusal('NUMBER_IS_ITS_ID', changed, {
    en: `Its id ${id} is made of that number; register it anew under the right one, and close this one.`,
    fr: `Son identifiant ${id} repose sur ce numéro ; inscrivez-le sous le bon numéro, et fermez celui-ci.`,
  });
}
