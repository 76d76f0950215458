/**
 * The 30 communes of the Pays de Lorient in 2011, each with its families equipped that year: 380 in all, as the sheet
 * says. The sheet gives no figure by commune: this spread, roughly by population, is ours.
 * Cap l'Orient Agglomération had 19 communes, the communautés de communes of the Région de Plouay 6 and of Blavet
 * Bellevue Océan 5.
 */
const CAP_L_ORIENT = [
  ['COM-56121', 122], // Lorient
  ['COM-56098', 58], // Lanester
  ['COM-56083', 36], // Hennebont
  ['COM-56162', 30], // Ploemeur
  ['COM-56078', 15], // Guidel
  ['COM-56185', 14], // Quéven
  ['COM-56101', 13], // Languidic
  ['COM-56090', 12], // Inzinzac-Lochrist
  ['COM-56036', 11], // Caudan
  ['COM-56107', 9], // Larmor-Plage
  ['COM-56193', 8], // Riantec
  ['COM-56181', 7], // Port-Louis
  ['COM-56118', 6], // Locmiquélic
  ['COM-56179', 4], // Pont-Scorff
  ['COM-56040', 2], // Cléguer
  ['COM-56063', 2], // Gestel
  ['COM-56069', 2], // Groix
  ['COM-56021', 1], // Brandérion
  ['COM-56062', 1], // Gâvres
] as const;

const REGION_DE_PLOUAY = [
  ['COM-56166', 8], // Plouay
  ['COM-56026', 1], // Bubry
  ['COM-56029', 1], // Calan
  ['COM-56089', 1], // Inguiniel
  ['COM-56104', 1], // Lanvaudan
  ['COM-56188', 1], // Quistinic
] as const;

const BLAVET_BELLEVUE_OCEAN = [
  ['COM-56094', 5], // Kervignac
  ['COM-56169', 5], // Plouhinec
  ['COM-56130', 2], // Merlevenez
  ['COM-56148', 1], // Nostang
  ['COM-56220', 1], // Sainte-Hélène
] as const;

export const FAMILIES_OF_2011 = [...CAP_L_ORIENT, ...REGION_DE_PLOUAY, ...BLAVET_BELLEVUE_OCEAN];
export const PAYS_DE_LORIENT = FAMILIES_OF_2011.map(([commune]) => commune);
