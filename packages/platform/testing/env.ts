/** Jest hands these on from the global set-up to each worker. */
interface TestEnvironment {
  /** The superuser's URL of the tests' PostgreSQL. */
  clusterUrl: string;
  /** What tells this run's databases from another's on the same server. */
  run: string;
}

/** A server of one's own to test on, instead of a throw-away one; its user must be a superuser. */
export function readOwnServer(): string | undefined {
  return process.env['TEST_DATABASE_URL'];
}

export function handOver({ clusterUrl, run }: TestEnvironment): void {
  process.env['PASSERELLE_TEST_CLUSTER'] = clusterUrl;
  process.env['PASSERELLE_TEST_RUN'] = run;
}

/** Throws outside a test run. */
export function readTestEnvironment(): TestEnvironment {
  const clusterUrl = process.env['PASSERELLE_TEST_CLUSTER'];
  const run = process.env['PASSERELLE_TEST_RUN'];
  if (!clusterUrl || !run)
    throw new Error('No test cluster: run the tests through jest, whose global set-up starts it.');
  return { clusterUrl, run };
}
