import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { describeMachine } from './bench/machine.ts';
import { writeSection } from './bench/write-section.ts';
import { runBench } from './bench-hub/run-bench.ts';
import { openHub } from './bench-hub/open-hub.ts';

const { values } = parseArgs({
  options: {
    associations: { type: 'string', default: '1000' },
    years: { type: 'string', default: '10' },
    /** How often each question is asked while figures come in. */
    times: { type: 'string', default: '100' },
    /** What the program was built from, for the record. */
    commit: { type: 'string', default: 'this working tree' },
  },
});

/** Of what the hub logged as its own errors, when the bench itself fails. */
const SHOWN_ERRORS = 5;

/** `npm run bench:hub`: a hub of many associations and years, measured on this machine and written to docs/benchmarks.md. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-bench-hub-'));
  const began = describeMachine(new Date());
  const hub = await openHub(folder);
  const pool = new Pool({ connectionString: hub.databaseUrl, max: 2 });
  try {
    const scale = {
      associations: Number(values.associations),
      years: Number(values.years),
      times: Number(values.times),
    };
    const text = `${began} Commit ${values.commit}.\n\n${await runBench(hub, pool, scale)}`;
    console.log(text);
    await writeSection('bench:hub', text);
  } catch (error) {
    const said = (await readFile(join(folder, 'hub.log'), 'utf8')).split('\n');
    console.error(
      said
        .filter((line) => line.includes('"level":50'))
        .slice(-SHOWN_ERRORS)
        .join('\n'),
    );
    throw error;
  } finally {
    await pool.end();
    await hub.close();
    await rm(folder, { recursive: true });
  }
}

await main();
