import { openDatabase, type Database } from '../database/database.ts';
import { anInstall, type TestInstall } from '../../figures/replication/install/testing/an-install.ts';
import { aSlice } from '../../figures/testing/a-slice.ts';
import { reported } from '../jobs/report-tasks.ts';
import { aToyService } from '../../figures/testing/a-toy-service.ts';
import { ToyLoan } from '../../figures/testing/a-toy.ts';
import { Refusal } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import type { ServiceUnderTest } from '../testing/a-service.ts';
import { act } from '../verb/act.ts';
import { ANONYMOUS } from '../access/viewer.ts';
import { createMetrics } from './metrics.ts';
import type { About } from './operator-log.ts';
import { readFiguresAtScrape } from '../../figures/operate/read-figures-at-scrape.ts';
import { readAtScrape } from './read-at-scrape.ts';

const TOKEN = 'a token for scrapers only';
const metrics = createMetrics();
let service: ServiceUnderTest;
let database: Database;
beforeAll(async () => {
  service = await aToyService({ association: 'defis', metrics: { metrics, metricsToken: TOKEN } });
  database = await openDatabase({ url: service.loginUrl, service: 'lending', entities: [ToyLoan] });
});
afterAll(async () => {
  await database.close();
  await service.close();
});

const scrape = (authorization?: string): Promise<Response> =>
  fetch(new URL('/metrics', service.url), { headers: authorization ? { authorization } : {} });
const scraped = async (): Promise<string> => (await scrape(`Bearer ${TOKEN}`)).text();

describe('/metrics', () => {
  it('is for whoever bears the token', async () => {
    expect((await scrape()).status).toBe(401);
    expect((await scrape('Bearer something else')).status).toBe(401);
    const answer = await scrape(`Bearer ${TOKEN}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, metrics.contentType]);
  });

  it('is not there without a token', async () => {
    const without = await aToyService({ association: null });
    expect((await fetch(new URL('/metrics', without.url))).status).toBe(404);
    await without.close();
  });

  it('counts what was asked, and how it went', async () => {
    const api = service.as('anonymous');
    await api.request('{ __typename }');
    await api
      .request('mutation Receive { receiveLendingFigures(input: { slices: [], heartbeats: [] }) { slices { code } } }')
      .catch(() => {});
    const text = await scraped();
    expect(text).toContain('passerelle_request_seconds_count{service="lending",kind="query",outcome="ok"} 1');
    expect(text).toContain('passerelle_request_seconds_count{service="lending",kind="mutation",outcome="error"} 1');
  });

  it('counts what becomes of slices, and tells the operator once an hour of those whom nobody knows', async () => {
    const stranger = anInstall('defis');
    const hub = await aToyService({ association: null, metrics: { metrics, metricsToken: TOKEN } });
    type Answer = { receiveLendingFigures: { code: string | null; challenge: string | null } };
    const document = `mutation ($input: ReceiveFiguresInput!) { receiveLendingFigures(input: $input) { code challenge } }`;
    const api = hub.as('instance', { association: 'defis' });
    const send = async (install: TestInstall, slices = [aSlice()]) => {
      const input = install.message({ slices });
      const { receiveLendingFigures: answer } = await api.request<Answer>(document, { input });
      const { challenge } = answer;
      if (challenge) await api.request(document, { input: install.answered(input, challenge) });
    };
    for (const association of ['defis', 'made-up']) await send(stranger, [aSlice({ association })]);
    hub.installs.set(stranger.id, stranger.known);
    await send(stranger);
    await send(
      stranger,
      Array.from({ length: 201 }, () => aSlice()),
    );
    await hub.close();
    const text = await scraped();
    expect(text).toContain('passerelle_slices_refused_total{service="lending",code="NOT_ENROLLED"} 2');
    expect(text).toContain('passerelle_slices_received_total{service="lending",outcome="REFUSED"} 203');
    expect(text).toContain('passerelle_slices_refused_total{service="lending",code="TOO_MANY_SLICES"} 201');
    expect(text).not.toContain('RUN_UNKNOWN');
    expect(text).toContain('passerelle_slices_received_total{service="lending",outcome="APPLIED"} 1');
    expect(text).toContain('passerelle_events_total{service="lending",event="install_not_approved"} 1');
  });

  it('tells what is true in the database now', async () => {
    await database.pool.query("insert into dirty (from_month) values ('2011-03-01'), ('2011-04-01')");
    await database.pool.query("insert into heard values ('defis', $1, $1), ('caen', $2, $1)", [
      service.clock.now(),
      new Date(service.clock.now().getTime() - 90_000),
    ]);
    await database.pool.query("select lending_jobs.add_job('build', run_at => now() - interval '1 hour')");
    const text = await scraped();
    expect(text).toContain('passerelle_markers_waiting{service="lending"} 2');
    expect(text).toContain('passerelle_as_of_age_seconds{service="lending",which="oldest"} 90');
    expect(text).toContain('passerelle_as_of_age_seconds{service="lending",which="newest"} 0');
    expect(text).toContain('passerelle_jobs{service="lending",state="due"} 1');
    expect(text).toContain('passerelle_database_up{service="lending"} 1');
    await database.pool.query('delete from dirty');
    expect(await scraped()).toContain('passerelle_markers_waiting{service="lending"} 0');
  });

  it('says of a database that does not answer that it is down, and still tells the rest', async () => {
    const own = createMetrics();
    const broken = { service: 'training', pool: { query: () => Promise.reject(new Error('gone')) } } as never;
    own.onScrape(
      readAtScrape(
        own,
        { database: broken, clock: service.clock, upstream: 'https://hub.example/graphql' },
        readFiguresAtScrape,
      ),
    );
    own.onScrape(
      readAtScrape(
        own,
        { database, clock: service.clock, upstream: 'https://hub.example/graphql' },
        readFiguresAtScrape,
      ),
    );
    const text = await own.expose();
    expect(text).toContain('passerelle_database_up{service="training"} 0');
    expect(text).toContain('passerelle_database_up{service="lending"} 1');
    expect(text).toContain('passerelle_slices_upstream{service="lending",state="pending"} 0');
    expect(text).not.toContain('passerelle_markers_waiting{service="training"}');
  });

  it('begins each event at nought, so that the first is an increase', async () => {
    expect(await createMetrics().expose()).toContain(
      'passerelle_events_total{service="lending",event="drift_found"} 0',
    );
  });
});

it('counts what the domain refuses, by its code', async () => {
  const context = { database, metrics, clock: service.clock, viewer: ANONYMOUS } as unknown as ServiceContext;
  const refused = await act<object>(context, 'tryIt', {}, async () => {
    throw new Refusal('NOT_TODAY', null, { en: 'Come tomorrow.', fr: 'Revenez demain.' });
  });
  expect(refused.userErrors).toHaveLength(1);
  expect(await scraped()).toContain('passerelle_refusals_total{service="lending",code="NOT_TODAY"} 1');
});

describe('a job that fails', () => {
  const run = async (name: string, errors: (Error | null)[]): Promise<string[]> => {
    const told: string[] = [];
    const task = async (): Promise<void> => {
      const error = errors.shift();
      if (error) throw error;
    };
    const { [name]: watched } = reported({ [name]: task }, 'lending', (_line, { event }: About) => told.push(event));
    while (errors.length > 0) await Promise.resolve(watched!(undefined, {} as never)).catch(() => {});
    return told;
  };

  it('is told once when it begins to fail and once when it works again', async () => {
    expect(await run('build', [null, new Error('a'), new Error('b'), null, null])).toEqual([
      'job_failing',
      'job_works_again',
    ]);
    expect(await run('publish', [new Error('a'), null])).toEqual(['publication_failing', 'publication_works_again']);
  });

  it('says when it is for want of disk', async () => {
    expect(await run('build', [Object.assign(new Error('No space left on device'), { code: '53100' })])).toEqual([
      'disk_full',
    ]);
  });
});
