import { Arg, Ctx, FieldResolver, registerEnumType, Resolver, Root } from 'type-graphql';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { associationById } from '../association/association.loaders.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { printCsv } from './print-csv.ts';
import { printPdf } from './print-pdf.ts';
import { contentOf } from './report-lines.ts';
import { ReportingPeriod } from './reporting-period.entity.ts';
import { figuresByReport } from './reporting-period.loaders.ts';

export const ReportFormat = { PDF: 'PDF', CSV: 'CSV' } as const;
export type ReportFormat = keyof typeof ReportFormat;
registerEnumType(ReportFormat, {
  name: 'ReportFormat',
  description: 'How a report is printed, in French.',
  valuesConfig: {
    PDF: { description: 'A4, tagged for screen readers.' },
    CSV: {
      description: 'For a French spreadsheet: UTF-8 with a byte-order mark, semicolons, decimal commas, CR LF.',
    },
  },
});

@Resolver(() => ReportingPeriod)
export class PrintReport {
  @FieldResolver(() => File, {
    nullable: true,
    description: 'The report for the funder, in French: figures, definitions, agreements. Null before it is submitted.',
  })
  async report(
    @Root() report: ReportingPeriod,
    @Arg('format', () => ReportFormat, { description: 'Paper or table.' }) format: ReportFormat,
    @Ctx() context: ServiceContext,
  ): Promise<File | null> {
    if (!report.statement) return null;
    countDocument(context);
    const rows = await figuresByReport(context).load(report.id);
    const content = contentOf(report, rows, await namesOf(report, context));
    const name = `bilan-${report.period.toLowerCase()}-r${report.revision}`;
    if (format === 'CSV') return fileOf(`${name}.csv`, 'text/csv', printCsv(content));
    return fileOf(`${name}.pdf`, 'application/pdf', await printPdf(content));
  }
}

async function namesOf(report: ReportingPeriod, context: ServiceContext): Promise<{ title: string; issuer: string }> {
  const { association } = context;
  const [programme, issuer] = await Promise.all([
    report.programmeId ? programmeById(context).load(report.programmeId) : null,
    association ? associationById(context).load(association) : null,
  ]);
  const about = programme ? `programme ${programme.name}` : report.statement![0]!.title;
  return { title: `Bilan ${report.period} : ${about}`, issuer: issuer?.name ?? association ?? 'Réseau Passerelle' };
}
