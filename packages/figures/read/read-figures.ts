import DataLoader from 'dataloader';
import { today, type Clock } from '../../calendar/clock.ts';
import { perRequest, type Loading } from '../../platform/read/loader.ts';
import { isClosed } from '../measures/closing.ts';
import type { FigureBounds } from './figure.ts';
import { figureOf, type Met } from './figure-from-rollups.ts';
import { questionOf, type FigureQuestion } from './figure-question.ts';
import { encodeScope, type ImpactScope } from './impact-scope.ts';
import { countedByName, type CountedMeasure, type Measure } from '../measures/measure.ts';
import { meetRollups } from './meet-rollups.ts';

/** What reading needs of a request. */
export interface Reading extends Loading {
  clock: Clock;
}

/** Reads a service's figures; all that is asked for in one tick of one request costs one SQL statement. */
export interface FigureReader {
  read(context: Reading, scope: ImpactScope, measure: string): Promise<FigureBounds>;
  /** The members of a SET, whatever their number: for uniting with other sets, never for showing. */
  readMembers(context: Reading, scope: ImpactScope, measure: string): Promise<string[]>;
}

interface Wanted {
  scope: ImpactScope;
  measure: CountedMeasure;
}

interface Found {
  bounds: FigureBounds;
  members: string[];
}

/** Makes the reader of a service's stored measures; ratios are made of them by whoever reads. */
export function createFigureReader(measures: readonly Measure[]): FigureReader {
  const byName = countedByName(measures);
  const loader = perRequest<Reading, Wanted, Found>(
    (context) =>
      new DataLoader<Wanted, Found, string>((wanted) => readAll(wanted, context), {
        cacheKeyFn: ({ scope, measure }) => `${measure.name}?${encodeScope(scope)}`,
      }),
  );
  const find = (context: Reading, scope: ImpactScope, name: string): Promise<Found> => {
    const measure = byName.get(name);
    if (!measure) throw new Error(`No stored measure is called ${name}`);
    return loader(context).load({ scope, measure });
  };
  return {
    read: async (context, scope, measure) => (await find(context, scope, measure)).bounds,
    readMembers: async (context, scope, measure) => (await find(context, scope, measure)).members,
  };
}

async function readAll(wanted: readonly Wanted[], { sql, clock }: Reading): Promise<Found[]> {
  const day = today(clock);
  const questions = wanted.map(({ measure, scope }) => ({ measure, scope, ...questionOf(measure, scope, day) }));
  const unanswered = questions.filter(isUnanswered);
  const met = new Map((await meetRollups(sql, unanswered)).map((row) => [unanswered[row.i]!, row]));
  return questions.map((question) => {
    if (!isUnanswered(question)) return { bounds: question.answer, members: [] };
    const row: Met | undefined = met.get(question);
    const { measure, scope } = question;
    const isOpen = measure.protects === 'PERSON' && !isClosed(scope.period, day);
    return { bounds: figureOf(measure, row, isOpen), members: row?.members ?? [] };
  });
}

type Asked = Wanted & FigureQuestion;

const isUnanswered = (question: Asked): question is Wanted & { main: string[]; residual: string[] } =>
  'main' in question;
