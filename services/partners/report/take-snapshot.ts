import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Agreement } from '../agreement/agreement.entity.ts';
import { scopeOf as scopeOfTarget } from '../agreement/target.rules.ts';
import { agreementById, instalmentsByAgreement, targetsByAgreement } from '../agreement/agreement.loaders.ts';
import type { Target } from '../agreement/target.entity.ts';
import type { AskFigures, ToldFigure } from '../impact/ask-figures.ts';
import { FiguresUnreachable } from '../impact/unreachable.ts';
import type { Catalogue } from '../measure/catalogue.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import type { ReportingPeriod } from './reporting-period.entity.ts';
import { scopeOf } from './reporting-period.rules.ts';
import type { StatedAgreement, StatedTarget } from './statement.ts';

/** Everything a report keeps: each figure of the catalogue, and the agreements it is about. */
export interface Snapshot {
  figures: ToldFigure[];
  agreements: StatedAgreement[];
}

/** What is needed to read figures. */
export interface Sources {
  catalogue: Catalogue;
  askFigures: AskFigures;
}

/**
 * Reads all a report will keep. Refuses `FIGURES_UNREACHABLE` rather than keep a hole, and `FIGURES_PENDING` rather than
 * keep what is being counted again.
 */
export async function takeSnapshot(
  report: ReportingPeriod,
  context: ServiceContext,
  sources: Sources,
): Promise<Snapshot> {
  try {
    const agreements = await agreementsOf(report, context);
    const programmeId = report.programmeId ?? agreements[0]?.programmeId ?? null;
    const scope = scopeOf(report, programmeId, context.association);
    const [figures, stated] = await Promise.all([
      Promise.all(sources.catalogue.map(({ name }) => sources.askFigures(context).load({ scope, measure: name }))),
      Promise.all(agreements.map((agreement) => state(agreement, report, context, sources))),
    ]);
    if (figures.some(({ isPending }) => isPending)) throw pending();
    return { figures, agreements: stated };
  } catch (error) {
    if (error instanceof FiguresUnreachable) throw unreachable(error);
    throw error;
  }
}

const OF_PROGRAMME = `
  select * from agreement where programme_id = $1 and signed_on is not null
    and starts_on <= $3 and coalesce(terminated_on, ends_on) >= $2 order by id`;

async function agreementsOf(report: ReportingPeriod, context: ServiceContext): Promise<Agreement[]> {
  const { agreementId, programmeId, period } = report;
  if (agreementId) return [(await agreementById(context).load(agreementId))!];
  return context.sql.rows<Agreement>(OF_PROGRAMME, [programmeId, firstDay(period), lastDay(period)]);
}

async function state(
  agreement: Agreement,
  { period }: ReportingPeriod,
  context: ServiceContext,
  sources: Sources,
): Promise<StatedAgreement> {
  const { id, title, organisationId, programmeId, startsOn, endsOn, amountCents } = agreement;
  const [organisation, instalments, targets] = await Promise.all([
    organisationById(context).load(organisationId),
    instalmentsByAgreement(context).load(id),
    targetsByAgreement(context).load(id),
  ]);
  const within = targets.filter((target) => isWithin(target.period, period));
  return {
    id,
    title,
    organisation: organisation!.name,
    startsOn,
    endsOn,
    amountCents,
    instalments: instalments.map((one) => ({
      dueOn: one.dueOn,
      amountCents: one.amountCents,
      receivedOn: one.receivedOn,
      receivedCents: one.receivedCents,
    })),
    targets: await Promise.all(within.map((target) => stateTarget(target, programmeId, context, sources))),
  };
}

async function stateTarget(
  target: Target,
  programmeId: string | null,
  context: ServiceContext,
  { askFigures }: Sources,
): Promise<StatedTarget> {
  const { value, period, territory, indicator } = target;
  const scope = scopeOfTarget(target, programmeId, context.association);
  const { figure } = await askFigures(context).load({ scope, measure: indicator });
  return { value, period, territory, achieved: figure };
}

const isWithin = (part: string, whole: string): boolean =>
  firstDay(part) >= firstDay(whole) && lastDay(part) <= lastDay(whole);

const unreachable = ({ service }: FiguresUnreachable): Refusal =>
  new Refusal('FIGURES_UNREACHABLE', null, {
    en: `The service ${service} does not answer, and a report has no holes; submit it again in a while.`,
    fr: `Le service ${service} ne répond pas, et un bilan n'a pas de trous ; soumettez-le de nouveau plus tard.`,
  });

const pending = (): Refusal =>
  new Refusal('FIGURES_PENDING', null, {
    en: 'What was entered last is still being counted; submit it again in a few seconds.',
    fr: 'Ce qui vient d’être saisi est encore en train d’être compté ; soumettez-le de nouveau dans quelques secondes.',
  });
