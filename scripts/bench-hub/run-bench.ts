import type { Pool } from 'pg';
import type { Period } from '../../packages/calendar/period.ts';
import { compareAnswers } from './compare-answers.ts';
import { tableSizes, upkeepOfRollups } from './database-figures.ts';
import { enterNetwork, giveSignsOfLife, type Speaker } from './enter-network.ts';
import { type Filled, fillYear } from './fill-year.ts';
import { ingest, type Ingested } from './ingest.ts';
import { measureAnswers, type AnswerTimes } from './measure-answers.ts';
import { type CostOfSlice, measureCost, millionsOfRollups } from './measure-age.ts';
import { measureFloor } from './measure-floor.ts';
import type { BenchedHub } from './open-hub.ts';
import { referenceQuestions } from './reference-questions.ts';
import { reportOf } from './report.ts';
import { simulateNetwork } from './simulate-network.ts';
import { periodsOfYear } from './simulate-slices.ts';

export interface Scale {
  associations: number;
  years: number;
  times: number;
}

/** What a slice costs, new and revised, after so many years. */
export interface Age {
  year: string;
  millions: number;
  fresh: CostOfSlice;
  revised: CostOfSlice;
}

/** The first year: the regions are those of today from then on. */
const FIRST_YEAR = 2016;
/** At each age this many associations, or one in five, send the year through the API. */
const SENDING_AT_EACH_AGE = 12;
const QUIET_TIMES = 10;
/** Months of the year after the last that some tell of besides. */
const MONTHS_AFTER = 9;

/** Fills a hub year by year, asks it while more comes in, and tells what it came to. */
export async function runBench(hub: BenchedHub, pool: Pool, scale: Scale): Promise<string> {
  const years = Array.from({ length: scale.years }, (_, i) => String(FIRST_YEAR + i));
  const today = new Date().toISOString().slice(0, 10);
  const simulated = simulateNetwork(scale.associations, `${FIRST_YEAR}-12-31`, today);
  const associations = await enterNetwork(hub, simulated, `${FIRST_YEAR}-01-01`);
  const next = periodsOfYear(String(FIRST_YEAR + scale.years)).slice(0, MONTHS_AFTER);
  // A process that has just started is slower than one that has received for a while.
  await ingest(sendersOf(associations, scale.years + 1), { periods: next, revision: 1 });
  const filled: Filled[] = [];
  const ages: Age[] = [];
  for (const year of years) {
    const periods = [...periodsOfYear(year), ...(year === years.at(-1) ? ['ever'] : [])];
    const senders = sendersOf(associations, years.indexOf(year));
    filled.push(
      await fillYear(
        hub.databaseUrl,
        associations.filter((one) => !senders.includes(one)),
        periods,
        new Date(),
      ),
    );
    ages.push(await ageAfter(hub, pool, senders, year, periods));
    say(`${year}: ${JSON.stringify([filled.at(-1), ages.at(-1)])}`);
  }
  await giveSignsOfLife(pool, associations);
  const questions = referenceQuestions(associations, years);
  const api = await hub.as('coordinator');
  const running = [`${years.at(-1)}-12`, `${years.at(-1)}-Q4`, years.at(-1)!, 'ever'];
  const { ingested, answers } = await meanwhile(associations, running, () =>
    measureAnswers(api, pool, questions, scale.times),
  );
  say(JSON.stringify({ answers, ingested: { ...ingested, perSlice: ingested.perSlice.length } }));
  await giveSignsOfLife(pool, associations);
  const compared = await compareAnswers(api, pool, questions);
  const quiet = await measureAnswers(api, pool, questions, QUIET_TIMES);
  const [sizes, upkeep] = [await tableSizes(pool), await upkeepOfRollups(pool)];
  const some = sendersOf(associations, years.length);
  const ways = await measureFloor(hub.databaseUrl, pool, some, next);
  return reportOf({ scale, filled, ages, ingested, answers, quiet, compared, sizes, upkeep, ways });
}

/** Other associations at each age. */
function sendersOf(associations: readonly Speaker[], age: number): Speaker[] {
  const count = Math.min(SENDING_AT_EACH_AGE, Math.ceil(associations.length / 5));
  return Array.from({ length: count }, (_, i) => associations[(age * count + i) % associations.length]!);
}

async function ageAfter(
  hub: BenchedHub,
  pool: Pool,
  senders: readonly Speaker[],
  year: string,
  periods: readonly Period[],
): Promise<Age> {
  const millions = await millionsOfRollups(pool);
  const fresh = await measureCost(hub, pool, senders, { periods, revision: 1 });
  const revised = await measureCost(hub, pool, senders, { periods, revision: 2 });
  return { year, millions, fresh, revised };
}

/** Something, while all associations send new revisions of the running periods again and again. */
async function meanwhile(
  associations: readonly Speaker[],
  periods: readonly Period[],
  work: () => Promise<AnswerTimes[]>,
): Promise<{ answers: AnswerTimes[]; ingested: Ingested }> {
  const over = { isOver: false };
  const rounds: Ingested[] = [];
  const send = async (): Promise<void> => {
    for (let revision = 3; !over.isOver; revision += 1)
      rounds.push(await ingest(associations, { periods, revision }, () => over.isOver));
  };
  const [answers] = await Promise.all([work().finally(() => (over.isOver = true)), send()]);
  const sum = (of: (each: Ingested) => number): number => rounds.reduce((total, each) => total + of(each), 0);
  const ingested = {
    slices: sum(({ slices }) => slices),
    facts: sum(({ facts }) => facts),
    seconds: sum(({ seconds }) => seconds),
    again: sum(({ again }) => again),
    perSlice: rounds.flatMap(({ perSlice }) => perSlice),
  };
  return { answers, ingested };
}

const say = (line: string): void => console.error(line);
