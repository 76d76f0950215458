import { gql } from 'graphql-request';
import { Client } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { aLending, JOBS } from '../testing/a-lending.ts';
import { aLoan } from './loan.factory.ts';

/** Generous; a supervisor kills after thirty seconds. */
const BOUND_MS = 10_000;
const WAITING = `select count(*)::int as count from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;
const REFUSE = gql`
  mutation ($loanId: ID!) {
    refuseLoan(input: { loanId: $loanId, reason: OUTSIDE_AREA, referral: "Emmaüs, Rédéné" }) {
      loan {
        state
      }
    }
  }
`;
const READ = gql`
  {
    loans(first: 1) {
      nodes {
        state
      }
    }
  }
`;
const ADD_JOB = `select lending_jobs.add_job('forget_people')`;
const LEFT = `select locked_at from lending_jobs.jobs where task_identifier = 'forget_people'`;

describe('Stopping a service whose statements wait behind a lock', () => {
  it('tells a read and a write, lets go of a job, and writes nothing by halves', async () => {
    const lending = await aLending({ jobs: JOBS });
    const holder = new Client({ connectionString: lending.databaseUrl });
    await holder.connect();
    try {
      const loanId = await aLoan(lending.as('lender'));
      const told = async () => (await holder.query(`select from lending.history where verb = 'refuseLoan'`)).rowCount;
      await holder.query('begin');
      await holder.query('lock table lending.loan in access exclusive mode');
      const asked = [REFUSE, READ].map((document) =>
        lending
          .as('lender')
          .request(document, { loanId })
          .then(
            () => 'answered',
            ({ response }) => response.errors[0].extensions.code,
          ),
      );
      const other = new Client({ connectionString: lending.databaseUrl });
      await other.connect();
      await other.query(ADD_JOB);
      const waiting = async () => (await other.query<{ count: number }>(WAITING)).rows[0]!.count;
      while ((await waiting()) < 3) await wait(50);
      await other.end();

      const since = performance.now();
      await lending.stop();
      expect(performance.now() - since).toBeLessThan(BOUND_MS);
      expect(await Promise.all(asked)).toEqual(['STOPPING', 'STOPPING']);
      await holder.query('commit');
      expect(await told()).toBe(0);
      expect((await holder.query(LEFT)).rows).toEqual([{ locked_at: null }]);
      expect((await holder.query('select from lending.loan where state <> $1', ['REQUESTED'])).rowCount).toBe(0);
    } finally {
      await holder.end();
      await lending.close();
    }
  });
});
