import { cog } from '../../../packages/geography/cog.ts';
import type { Cells } from '../../../packages/imports/cells.ts';
import { plainly, type Column } from '../../../packages/imports/columns.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import type { Accessibility } from '../place/accessibility.ts';
import type { PlaceKind } from '../place/place.entity.ts';

/**
 * Columns of the French schema of places of digital mediation (LaMednum/standard-mediation-num, `schema.json`) that have a
 * place here; opening hours, services, coordinates and contacts are not kept.
 */
export const PLACE_COLUMNS: readonly Column[] = [
  { field: 'id', names: ['id'] },
  { field: 'name', names: ['nom'], isRequired: true },
  { field: 'commune', names: ['commune'], isRequired: true },
  { field: 'postalCode', names: ['code_postal'] },
  { field: 'inseeCode', names: ['code_insee'] },
  { field: 'address', names: ['adresse'] },
  { field: 'kinds', names: ['typologie', 'typologies'] },
  { field: 'accessibility', names: ['prise_en_charge_specifique'] },
];

/** What types of structure are as places; any other type is OTHER. Codes: data.inclusion, "typologie de structures". */
const KINDS: Readonly<Record<string, PlaceKind>> = {
  EPN: 'DIGITAL_SPACE',
  MQ: 'NEIGHBOURHOOD_HOUSE',
  CS: 'NEIGHBOURHOOD_HOUSE',
  MJC: 'NEIGHBOURHOOD_HOUSE',
};

const ACCESSIBILITY: Readonly<Record<string, Accessibility>> = {
  Surdité: 'HEARING',
  'Langue des signes française (LSF)': 'LSF',
  LSF: 'LSF',
  'Déficience visuelle': 'VISUAL',
  'Handicaps moteurs': 'MOTOR',
  'Handicaps mentaux': 'COGNITIVE',
  Illettrisme: 'ILLITERACY',
  'Langues étrangères (anglais)': 'FOREIGN_LANGUAGES',
  'Langues étrangères (autres)': 'FOREIGN_LANGUAGES',
  'Langues étrangères': 'FOREIGN_LANGUAGES',
};

/** A place as a line of the schema describes it. */
export interface PlaceDraft {
  /** The identifier of whoever made the file; null when it has none. */
  id: string | null;
  name: string;
  commune: string;
  address: string | null;
  kind: PlaceKind;
  accessibility: Accessibility[];
}

/** Reads one line of the schema. */
export function readPlace(cells: Cells): PlaceDraft {
  return {
    id: cells.text('id'),
    name: cells.required('name'),
    commune: communeOf(cells),
    address: cells.text('address'),
    kind: kindOf(cells.text('kinds') ?? ''),
    accessibility: cells.words('accessibility', ACCESSIBILITY),
  };
}

function kindOf(kinds: string): PlaceKind {
  const known = kinds.split(/[|;]/).map((kind) => KINDS[kind.trim()]);
  return known.find((kind) => kind !== undefined) ?? 'OTHER';
}

/** By its INSEE code, else by its name in the department of the postal code. */
function communeOf(cells: Cells): string {
  const code = cells.text('inseeCode');
  if (code !== null) return knownCommune(`COM-${code}`, 'inseeCode');
  const name = cells.required('commune');
  const found = departmentsOf(cells.text('postalCode') ?? '').flatMap((department) => communesNamed(name, department));
  if (found.length === 1) return `COM-${found[0]}`;
  throw new Refusal('UNKNOWN_COMMUNE', 'commune', {
    en: `"${name}" is not one commune of the department of its postal code; fill code_insee in.`,
    fr: `« ${name} » n'est pas une commune du département de son code postal ; remplissez code_insee.`,
  });
}

function departmentsOf(postalCode: string): string[] {
  if (postalCode.startsWith('20')) return ['2A', '2B'];
  return [postalCode.slice(0, postalCode.startsWith('97') ? 3 : 2)];
}

function communesNamed(name: string, department: string): string[] {
  const { communes, departments } = cog();
  const members = departments.get(department)?.members ?? [];
  return members.filter((code) => written(communes.get(code)!.name) === written(name));
}

/** "ST-AVE" and "Saint-Avé" are one name. */
const written = (name: string): string => plainly(name).replace(/\bst(e?)\b/g, 'saint$1');
