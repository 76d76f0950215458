import { printDocument, type Block } from '../../../packages/platform/documents/print-document.ts';
import { dayInFrench, inFrench, saying, STATES } from '../measure/french.ts';
import type { ReportContent, ReportLine } from './report-lines.ts';
import type { StatedAgreement } from './statement.ts';

/** A report on paper. The same report gives the same bytes. */
export function printPdf(content: ReportContent): Promise<Buffer> {
  const { title, issuer, readAt, lines, agreements } = content;
  const figures = lines.filter(({ section }) => section === 'INDICATEUR');
  return printDocument({
    title,
    issuer,
    printedAt: readAt,
    blocks: [
      { facts: factsOf(content) },
      { heading: 'Indicateurs' },
      { table: { columns: ['Indicateur', 'Valeur', 'Unité', 'Nature', 'Statut'], rows: figures.map(figureRow) } },
      ...agreements.flatMap((agreement) => ofAgreement(agreement, lines)),
      { heading: 'Définitions et sources' },
      { facts: figures.map(({ label, definition, source }) => [label, `${definition} Source : ${source}.`] as const) },
      ...remarks(figures),
    ],
  });
}

function factsOf({ period, territory, state, revision, reason, readAt }: ReportContent): [string, string][] {
  const facts: [string, string][] = [
    ['Période', period],
    ['Territoire', territory],
    ['État', `${STATES[state]}, révision ${revision}`],
    ['Chiffres relevés le', `${readAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`],
  ];
  return reason ? [...facts, ['Motif de la révision', reason]] : facts;
}

const figureRow = ({ label, figure, unit, kind, status }: ReportLine): string[] => [
  label,
  saying(figure!),
  unit,
  kind,
  status,
];

function ofAgreement(
  { id, title, organisation, startsOn, endsOn, amountCents }: StatedAgreement,
  all: ReportLine[],
): Block[] {
  const lines = all.filter(({ agreementId }) => agreementId === id);
  const targets = lines.filter(({ section }) => section === 'OBJECTIF');
  const instalments = lines.filter(({ section }) => section === 'TRANCHE');
  const days = `du ${dayInFrench(startsOn)} au ${dayInFrench(endsOn)}`;
  return [
    { heading: `Convention : ${title}` },
    {
      facts: [
        ['Partenaire', organisation],
        ['Durée', days],
        ['Montant', `${inFrench(amountCents / 100)} €`],
      ],
    },
    ...tableOf(['Objectif', 'Période', 'Territoire', 'Prévu', 'Réalisé'], targets.map(targetRow)),
    ...tableOf(['Tranche', 'Échéance', 'Prévu', 'Reçu', 'Reçu le'], instalments.map(instalmentRow)),
  ];
}

const targetRow = ({ label, period, territory, target, unit, figure }: ReportLine): string[] => [
  label,
  period,
  territory,
  `${inFrench(target!)} ${unit}`,
  saying(figure!),
];

const instalmentRow = ({ label, dueOn, target, value, receivedOn }: ReportLine): string[] => [
  label,
  dayInFrench(dueOn),
  `${inFrench(target!)} €`,
  value === null ? '—' : `${inFrench(value)} €`,
  receivedOn ? dayInFrench(receivedOn) : '—',
];

const tableOf = (columns: string[], rows: string[][]): Block[] =>
  rows.length > 0 ? [{ table: { columns, rows } }] : [];

/** What is not exact says why, once for each indicator. */
function remarks(figures: ReportLine[]): Block[] {
  const facts = figures.filter(({ remark }) => remark).map(({ label, remark }) => [label, `${remark}.`] as const);
  return facts.length > 0 ? [{ heading: 'Réserves' }, { facts }] : [];
}
