import type { Block } from '../../../packages/platform/documents/print-document.ts';
import type { LoanMachine } from '../loan/loan-machine.entity.ts';
import { MOST_RENEWALS, RENEWAL_OPENS_DAYS } from '../loan/loan.rules.ts';
import { inFrench, kindInFrench } from './french.rules.ts';

/** What an agreement says of one loan. */
export interface AgreementFacts {
  loanId: string;
  /** The association: `Défis` on paper, `defis` in what the digest is made of. */
  association: string;
  /** The commune of its workshop, by its name. */
  seat: string;
  /** The names of a household's people, or the id of an organisation; never an address. */
  borrower: readonly string[];
  isOrganisation: boolean;
  /** The commune of the borrower when it asked, by its name. */
  commune: string;
  programmeId: string | null;
  approvedOn: string;
}

/**
 * The articles of the loan agreement (a *prêt à usage*: Code civil, articles 1875 to 1891), in French. All that the
 * parties sign, and nothing that comes later: the computer is named in the annex.
 */
export function articlesOf(facts: AgreementFacts): Block[] {
  return [
    { facts: partiesOf(facts) },
    ...article(1, 'Objet', [
      'L’association prête à l’emprunteur, qui l’accepte, un ordinateur reconditionné. Le prêt est gratuit (prêt à usage, articles 1875 et suivants du Code civil). L’ordinateur reste la propriété de l’association ; il est désigné dans le procès-verbal de remise annexé, ainsi que tout ordinateur remis en échange.',
    ]),
    ...article(2, 'Durée', [
      `Le prêt dure un an à compter du jour de la remise. Il peut être reconduit ${MOST_RENEWALS} fois, chaque fois pour un an, si l’emprunteur et l’association en conviennent dans les ${RENEWAL_OPENS_DAYS} jours qui précèdent l’échéance.`,
    ]),
    ...article(3, 'Ce à quoi l’emprunteur s’engage', PROMISES),
    ...article(4, 'Entretien', [
      'L’association entretient l’ordinateur et le répare sans frais, sauf dégradation volontaire. S’il ne peut être réparé, elle l’échange dans la mesure de ses stocks, sans que le prêt soit interrompu. L’emprunteur sauvegarde lui-même ses documents : tout ordinateur rendu est effacé, sans retour possible.',
    ]),
    ...article(5, 'Fin du prêt', [
      'À l’échéance, l’ordinateur est rendu à l’association, qui en donne reçu. Elle rappelle l’échéance, puis le retard. Elle peut aussi proposer de céder l’ordinateur à un prix plafonné. L’emprunteur peut rendre l’ordinateur à tout moment, sans motif. Un ordinateur qui n’est pas rendu malgré les rappels peut être réclamé, et un nouveau prêt refusé.',
    ]),
    ...article(6, 'Données personnelles', NOTICE),
  ];
}

/** The end of the agreement: where both parties sign what bears this digest. */
export function signaturesOf({ association, isOrganisation }: AgreementFacts, digest: string): Block[] {
  const borrower = isOrganisation ? 'Pour l’organisme emprunteur (nom, qualité)' : 'L’emprunteur';
  return [
    { paragraph: 'Fait en deux exemplaires, à ______________________ , le ______________________' },
    { signatures: [`Pour l’association ${association}`, borrower] },
    { paragraph: `Empreinte des articles ci-dessus (SHA-256) : ${digest}` },
  ];
}

/** A computer of the annex, what inventory told of it, and the days it was with the borrower. */
export type HandedOver = Pick<LoanMachine, 'computerId' | 'kind' | 'fromOn' | 'toOn'>;

/** The annex: which computer the borrower received, and when; blank until one is handed over. */
export function annexOf(machines: readonly HandedOver[]): Block[] {
  const heading = { heading: 'Annexe. Procès-verbal de remise' };
  if (machines.length === 0) {
    return [heading, { paragraph: 'Ordinateur : ______________________    remis le : ______________________' }];
  }
  const rows = machines.map(({ computerId, kind, fromOn, toOn }) => [
    [kindInFrench(kind), computerId].filter(Boolean).join(' '),
    inFrench(fromOn!),
    toOn ? inFrench(toOn) : 'en prêt',
  ]);
  return [heading, { table: { columns: ['Ordinateur', 'Remis le', 'Repris le'], rows } }];
}

function partiesOf(facts: AgreementFacts): [string, string][] {
  const { loanId, association, seat, borrower, isOrganisation, commune, programmeId, approvedOn } = facts;
  return [
    ['Prêteur', `l’association ${association}, à ${seat}`],
    [isOrganisation ? 'Organisme emprunteur' : 'Emprunteur', `${borrower.join(', ')}, à ${commune}`],
    ['Prêt', loanId],
    ['Accordé le', inFrench(approvedOn)],
    ...(programmeId ? [['Programme', programmeId] as [string, string]] : []),
  ];
}

const article = (number: number, title: string, paragraphs: readonly string[]): Block[] => [
  { heading: `Article ${number}. ${title}` },
  ...paragraphs.map((paragraph) => ({ paragraph })),
];

const PROMISES = [
  'Garder l’ordinateur chez lui, s’en servir avec soin et dans le respect de la loi ; ne le vendre, ne le prêter ni le louer à personne ; ne pas l’ouvrir ni le faire réparer ailleurs.',
  'Prévenir l’association dès la première panne ; en cas de perte, dès qu’elle est connue ; en cas de vol, porter plainte et remettre copie du récépissé.',
  'Montrer l’ordinateur à l’association avant chaque reconduction, l’informer d’un déménagement, et rendre l’ordinateur à l’échéance avec ce qui a été remis avec lui.',
];

// What article 13 of the GDPR has said to whoever data are collected from.
const NOTICE = [
  'L’association est responsable du traitement. Elle garde les noms et l’année de naissance des personnes du foyer, sa commune, sa taille, la tranche ou le motif qui ouvre droit au prêt (ni pièce justificative, ni montant, ni adresse postale, ni numéro de sécurité sociale), et les dates du prêt. Une adresse électronique n’est gardée que si elle est donnée.',
  'Pourquoi : conclure et suivre ce prêt (article 6, 1, b du RGPD) ; rappeler les échéances par courriel, seulement si l’emprunteur y a consenti, ce qu’il peut retirer à tout moment (article 6, 1, a). Combien de temps : les dates d’un prêt sont détachées des personnes à sa clôture, deux ans au plus après sa fin, et ne servent ensuite qu’à compter ; les noms sont effacés, et les séances, visas et parcours détachés des personnes, sur demande dès qu’aucun prêt ne court, et sans demande quand l’accompagnement a pris fin : deux ans au plus après le dernier contact (prêt, séance, visa, parcours ou échange).',
  'Qui les lit : les personnes de l’association chargées des prêts, et pour les noms celles chargées de l’accompagnement ; nul autre. Seuls des chiffres anonymes, arrêtés au-dessus d’un seuil, quittent l’association.',
  'L’emprunteur peut demander à l’association l’accès à ces données, leur rectification, leur effacement une fois le prêt terminé, la limitation du traitement et leur remise dans un format lisible par une machine. Il peut adresser une réclamation à la CNIL (www.cnil.fr). Sans ces données, le prêt ne peut être conclu ; aucune décision n’est prise par une machine.',
];
