import { setTimeout as wait } from 'node:timers/promises';
import { freeTheQueue, startJobs, type Background } from '../../platform/jobs/start-jobs.ts';
import { figuresJobs, type FiguresOptions } from './figures-jobs.ts';
import { aGateway } from '../testing/a-gateway.ts';
import { aToyService } from '../testing/a-toy-service.ts';
import { aToy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const MENDED = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { computersMended { value } } } }`;

describe('The figures of a running service', () => {
  it('reach the hub within seconds of a change, also through a time when the hub was away', async () => {
    const hub = await aToyService({ association: null });
    const gateway = await aGateway(hub);
    const { database, clock, add, build, close } = await aToy();
    await gateway.enrol({ database, clock }, 'defis');
    await add('toy_mending', [{ mended_on: '2010-03-02', commune: 'COM-56121', amount: 1 }]);
    await build();
    const lines: string[] = [];
    const figures = await startFigures({
      database,
      clock,
      measures: TOY_MEASURES,
      association: 'defis',
      seat: 'COM-56121',
      upstream: gateway.upstreamAs('defis'),
      heartbeatSeconds: 1,
      log: (line, { event }) => lines.push(`${event}: ${line}`),
    });
    expect(lines.splice(0)).toEqual([expect.stringMatching(/^figures_restated: .* association 1 of 1$/)]);
    const mended = async () => {
      const r = [{ __typename: 'Impact', id: 'period=2011' }];
      const data = await hub
        .as('anonymous')
        .request<{ _entities: { computersMended: { value: number } }[] }>(MENDED, { r });
      return data._entities[0]!.computersMended.value;
    };
    const mend = async () => {
      await add('toy_mending', [{ mended_on: '2011-03-02', commune: 'COM-56121', amount: 1 }]);
      figures.changed();
    };
    await mend();
    await until(async () => (await mended()) === 1);
    // The first publication is followed by a comparison, which would fail, too.
    await until(
      async () => (await database.pool.query('select from hub_seen where compared_at is not null')).rowCount! > 0,
    );
    gateway.isUp = false;
    await mend();
    await until(async () => lines.length > 0);
    gateway.isUp = true;
    await until(async () => (await mended()) === 2 && lines.length === 2);
    expect(lines).toEqual([
      expect.stringMatching(/^publication_failing: lending: "publish" fails and is tried again/),
      'publication_works_again: lending: "publish" works again',
    ]);
    await figures.stop();
    await Promise.all([close(), hub.close(), gateway.close()]);
  });

  it('are built although a process was killed in the middle of building them', async () => {
    const { database, clock, add, close } = await aToy();
    const { pool } = database;
    await pool.query(`select lending_jobs.add_job('build', queue_name => 'build', job_key => 'build')`);
    await pool.query(`update lending_jobs._private_job_queues set locked_at = now(), locked_by = 'killed'`);
    await pool.query(`update lending_jobs._private_jobs set locked_at = now(), locked_by = 'killed'`);
    await add('toy_mending', [{ mended_on: '2011-03-02', commune: 'COM-56121', amount: 1 }]);
    const one = { association: 'defis', seat: 'COM-56121', upstream: null };
    await freeTheQueue(database);
    const figures = await startFigures({ database, clock, measures: TOY_MEASURES, ...one });
    const built = async () => (await pool.query('select from slice')).rowCount;
    await until(async () => (await built())! > 0);
    expect(await built()).toBeGreaterThan(0);
    await figures.stop();
    await close();
  });
});

const startFigures = async (options: FiguresOptions): Promise<Background> =>
  startJobs(options.database, [await figuresJobs(options)], options.log);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 15_000; !(await isSo()); await wait(50)) {
    if (Date.now() > deadline) throw new Error('It did not come to pass within 15 seconds');
  }
}
