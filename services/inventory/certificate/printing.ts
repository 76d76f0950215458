import { printDocument, type Block } from '../../../packages/platform/documents/print-document.ts';
import type { ComputerKind } from '../computer/computer.states.ts';
import type { Donation } from '../donation/donation.entity.ts';
import type { ErasureMethod } from '../erasure/erasure.entity.ts';
import type { CertifiedData, CertifiedErasure, CertifiedOutcome } from './certificate.entity.ts';
import type { Told } from './issuing.ts';

interface Printing {
  number: string;
  issuedOn: string;
  /** By its name. */
  association: string;
  /** By its name. */
  donor: string;
  donation: Donation;
  lines: readonly Told[];
  corrected: { number: string; reason: string } | undefined;
}

/** A certificate as PDF, in French: what the donor files. */
export function printCertificate(printing: Printing): Promise<Buffer> {
  const { number, issuedOn, association, donor, donation, lines, corrected } = printing;
  const blocks: Block[] = [
    {
      facts: [
        ['Donateur', donor],
        ['Don', donation.id],
        ['Machines enlevées le', frenchDay(donation.pickedUpOn!)],
        ['Délivrée le', frenchDay(issuedOn)],
      ],
    },
    ...(corrected ? [{ paragraph: `Remplace l’attestation n° ${corrected.number} : ${corrected.reason}` }] : []),
    { heading: 'Devenir de chaque machine' },
    {
      table: {
        columns: ['Étiquette', 'Machine', 'N° de série', 'Devenir', 'Le', 'Données'],
        rows: lines.map(machineRow),
      },
    },
    ...erasureBlocks(lines),
    { heading: 'Cadre' },
    { paragraph: LEGAL_BASIS },
    ...(issuedOn >= GDPR_SINCE ? [{ paragraph: GDPR }] : []),
    { signatures: [`Pour l’association ${association}`] },
  ];
  return printDocument({
    title: `Attestation de réemploi et d’effacement n° ${number}`,
    issuer: association,
    printedAt: new Date(`${issuedOn}T12:00:00Z`),
    blocks,
  });
}

const LEGAL_BASIS =
  'Cette attestation est remise au donateur comme preuve du devenir des biens cédés. La cession gratuite de matériels ' +
  'informatiques par une personne publique relève des articles L. 3212-2 et L. 3212-3 du code général de la propriété ' +
  'des personnes publiques.';
const GDPR_SINCE = '2018-05-25';
const GDPR =
  'L’effacement répond à l’obligation de sécurité et de confidentialité des données personnelles : articles 5 ' +
  '(paragraphe 1, point f) et 32 du règlement (UE) 2016/679 (RGPD).';

const OUTCOMES: Record<CertifiedOutcome, string> = {
  ERASED: 'Données effacées, en cours de reconditionnement',
  REUSED: 'Réemployée',
  DISMANTLED: 'Démontée pour pièces',
  RECYCLED: 'Recyclée',
  LOST: 'Perdue',
  STOLEN: 'Volée',
  TRANSFERRED: 'Transférée à l’association',
};
const DATA: Record<CertifiedData, string> = {
  ERASED: 'Effacées',
  NO_STORAGE: 'Aucun support',
  DESTROYED_BY_RECYCLER: 'Supports détruits par le recycleur',
  NOT_PROVED: 'Effacement non prouvé',
};
const KINDS: Record<ComputerKind, string> = {
  LAPTOP: 'Ordinateur portable',
  DESKTOP: 'Unité centrale',
  ALL_IN_ONE: 'Ordinateur tout-en-un',
  TABLET: 'Tablette',
  OTHER: 'Autre',
};
const METHODS: Record<ErasureMethod, string> = {
  CLEAR: 'Effacement logique (Clear)',
  PURGE: 'Purge (Purge)',
  DESTROY: 'Destruction (Destroy)',
};

const frenchDay = (day: string): string => day.split('-').toReversed().join('/');

function machineRow(line: Told): string[] {
  const { label, kind, brand, model, serial, outcome, data } = line;
  const detail = line.recyclingCertificate ? `certificat ${line.recyclingCertificate}` : line.transferredTo;
  const became = [OUTCOMES[outcome.outcome], detail].filter(Boolean).join(' : ');
  const machine = [KINDS[kind], brand, model].filter(Boolean).join(' ');
  return [label, machine, serial ?? 'sans', became, frenchDay(outcome.on), DATA[data]];
}

function erasureBlocks(lines: readonly Told[]): Block[] {
  const rows = lines.flatMap(({ label, erasures }) => erasures.map((erasure) => [label, ...erasureCells(erasure)]));
  if (rows.length === 0) return [];
  const digests = lines.flatMap(({ label, erasures }) =>
    erasures.flatMap(({ certificateDigest }) => (certificateDigest ? [[label, certificateDigest]] : [])),
  );
  const blocks: Block[] = [
    { heading: 'Effacement des données' },
    { table: { columns: ['Étiquette', 'Support', 'Méthode', 'Norme ; outil', 'Résultat'], rows } },
  ];
  if (digests.length > 0)
    blocks.push({ table: { columns: ['Étiquette', 'Empreinte SHA-256 du rapport'], rows: digests } });
  return blocks;
}

const erasureCells = ({ storageSerial, method, standard, tool, succeeded, on }: CertifiedErasure): string[] => [
  storageSerial ?? 'sans numéro',
  METHODS[method],
  `${standard} ; ${tool}`,
  `${succeeded ? 'réussi' : 'échec'} le ${frenchDay(on)}`,
];
