import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Viewer } from '../../../packages/platform/access/viewer.ts';
import type { Place, PlaceKind } from './place.entity.ts';

/** What may be corrected of a place. */
export type Corrected = Pick<Place, 'name' | 'kind' | 'address' | 'accessibility' | 'closedOn'>;

/** `HOME_HAS_NO_ADDRESS`: where somebody lives is personal data, and has no place here. */
export function whyNotAddressed(kind: PlaceKind, address: string | null | undefined): Refusal | null {
  if (kind !== 'HOME' || !address) return null;
  return new Refusal('HOME_HAS_NO_ADDRESS', 'address', {
    en: 'Where somebody lives is not kept here; give the commune only.',
    fr: "L'adresse d'un domicile n'est pas conservée ici ; donnez seulement la commune.",
  });
}

/** `PLACE_ALREADY_REGISTERED`: names tell places of one commune apart. */
export const alreadyRegistered = (name: string): Refusal =>
  new Refusal('PLACE_ALREADY_REGISTERED', 'name', {
    en: `"${name}" is already registered in this commune; use that one, or give this one another name.`,
    fr: `« ${name} » est déjà enregistré dans cette commune ; reprenez-le, ou donnez un autre nom.`,
  });

/** The name of a place as a viewer reads it: whose home it is, is for those who go there. */
export const nameShown = ({ name, kind }: Pick<Place, 'name' | 'kind'>, { roles }: Pick<Viewer, 'roles'>): string =>
  kind !== 'HOME' || roles.includes('trainer') || roles.includes('manager') ? name : 'À domicile';

/** What tells of somebody when it is said of a home: a history says that it changed, and not what it said. */
const TELL_OF_A_HOME: readonly (keyof Corrected)[] = ['name', 'address'];

/** What a correction changes, as it was and as it is. */
export function changesOf(place: Corrected, right: Corrected): Record<string, { was: unknown; is: unknown }> {
  const isHome = place.kind === 'HOME' || right.kind === 'HOME';
  const fields = Object.keys(right) as (keyof Corrected)[];
  const changed = fields.filter((field) => String(place[field] ?? '') !== String(right[field] ?? ''));
  const said = (of: Corrected, field: keyof Corrected) =>
    isHome && TELL_OF_A_HOME.includes(field) ? null : (of[field] ?? null);
  return Object.fromEntries(changed.map((field) => [field, { was: said(place, field), is: said(right, field) }]));
}

/** `NOTHING_CHANGES`. */
export function whyNothingChanges(place: Corrected, right: Corrected): Refusal | null {
  if (Object.keys(changesOf(place, right)).length > 0) return null;
  return new Refusal('NOTHING_CHANGES', null, {
    en: 'This is what is known of the place already; say what is to be different.',
    fr: "C'est ce que l'on sait déjà du lieu ; dites ce qui doit changer.",
  });
}

/** `SESSIONS_AFTER_CLOSING`: a place closes on the day of its last session at the earliest. */
export function whyNotClosed(closedOn: string | null | undefined, uses: readonly { last: string }[]): Refusal | null {
  const last = uses.reduce((latest, use) => (use.last > latest ? use.last : latest), '');
  if (!closedOn || closedOn >= last) return null;
  return new Refusal('SESSIONS_AFTER_CLOSING', 'closedOn', {
    en: `A session is planned or was held there on ${last}; reschedule or cancel it first, or close the place later.`,
    fr: `Une séance y est prévue ou s'y est tenue le ${last} ; déplacez-la ou annulez-la d'abord, ou fermez le lieu plus tard.`,
  });
}

/** `PLACE_CLOSED`: no session after its last day. */
export function whyNotOpen({ closedOn }: Pick<Place, 'closedOn'>, day: string, field: string): Refusal | null {
  if (!closedOn || day <= closedOn) return null;
  return new Refusal('PLACE_CLOSED', field, {
    en: `This place closed on ${closedOn}; choose another one, or a day up to then.`,
    fr: `Ce lieu a fermé le ${closedOn} ; choisissez-en un autre, ou un jour jusque-là.`,
  });
}
