import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { Pool } from 'pg';
import { inProject } from '../packages/platform/service/project-folder.ts';
import { describeMachine } from './bench/machine.ts';
import { writeSection } from './bench/write-section.ts';
import { measureDocuments } from './bench-cost/measure-documents.ts';
import { isWithinLimits, reportOf } from './bench-cost/report.ts';
import { postmasterOf } from './bench-hub/cpu-time.ts';
import { openHub } from './bench-hub/open-hub.ts';
import { fillHub } from './e2e/cost/fill-hub.ts';

const { values } = parseArgs({
  options: {
    associations: { type: 'string', default: '60' },
    /** How often each of the worst documents is asked, and how many random ones there are. */
    times: { type: 'string', default: '9' },
    documents: { type: 'string', default: '100' },
    /** Draws other documents. */
    seed: { type: 'string', default: '20111231' },
  },
});

const YEARS = ['2021', '2022', '2023', '2024', '2025'];
const UNLIMITED = '1000000000000';

/**
 * `npm run bench:cost`: what the worst that anybody may ask costs a hub on this machine, beside what it may, written to
 * docs/benchmarks.md. Ends with 1 where the median of something is beyond its limit.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-bench-cost-'));
  const began = describeMachine(new Date());
  const heldFile = join(folder, 'held');
  const watchLoop = `${pathToFileURL(inProject('dist/scripts/bench-cost/watch-loop.js')).href}?file=${heldFile}`;
  // As it is run where anybody reaches it.
  const env = { NODE_ENV: 'production', RATE_ANYBODY: UNLIMITED };
  const hub = await openHub(folder, { env, imports: [watchLoop] });
  const pool = new Pool({ connectionString: hub.databaseUrl, max: 1 });
  try {
    const associations = Number(values.associations);
    await fillHub(hub, { associations, years: YEARS, organisations: 100 });
    const watched = { url: hub.url, pid: hub.pid, postmaster: await postmasterOf(pool), heldFile };
    const scale = { times: Number(values.times), documents: Number(values.documents), seed: Number(values.seed) };
    const measured = await measureDocuments(watched, scale);
    const text = `${began}\n\n${reportOf(measured, { associations, years: YEARS.length, ...scale })}`;
    console.log(text);
    await writeSection('bench:cost', text);
    if (!isWithinLimits(measured)) process.exitCode = 1;
  } finally {
    await pool.end();
    await hub.close();
    await rm(folder, { recursive: true });
  }
}

await main();
