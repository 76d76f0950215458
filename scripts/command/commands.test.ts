import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestGateway, type TestGateway } from '../../gateway/testing/start-test-gateway.ts';
import { readInherited } from '../start/env.ts';
import { EXIT } from './exit.ts';

/** Nobody listens there: browsers, and fetch, never go to it. */
const NOWHERE = 'http://127.0.0.1:1/graphql';
const SHEET = 'nom,commune\nChez Maïwenn Le Canari,Lorient\nLe café numérique,Lanester\n';
const ENCODED = Buffer.from(SHEET).toString('base64');

let gateway: TestGateway;
let folder: string;
beforeAll(async () => {
  [gateway, folder] = await Promise.all([
    startTestGateway({ mode: 'in-process' }),
    mkdtemp(join(tmpdir(), 'commands-')),
  ]);
  await writeFile(join(folder, 'places.csv'), SHEET);
});
afterAll(() => Promise.all([gateway.close(), rm(folder, { recursive: true })]));

interface Ended {
  status: number;
  out: string;
  err: string;
}

/** Runs a command as npm does, which was called in the test's folder. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = { env: { ...readInherited(), INIT_CWD: folder, ...env } };
  return new Promise((ended) => {
    const child = execFile(process.execPath, [`dist/scripts/${command}.js`, ...args], options, (_error, out, err) =>
      ended({ status: child.exitCode!, out, err }),
    );
  });
}

const COMMANDS = [
  ['import', ['places', 'places.csv']],
  ['figures', ['status']],
  ['token', ['--role', 'lender']],
] as const;
const ASKING = COMMANDS.slice(0, 2);

describe('The command', () => {
  it.each(COMMANDS)('%s says how it is used, and so it does when it is not understood', async (command) => {
    const { status, out, err } = await run(command, ['--help']);
    expect([status, out, err]).toEqual([EXIT.well, expect.stringMatching(`^Usage ?: npm run .*${command} -- `), '']);
    const wrong = await run(command, ['--roll', 'x']);
    expect([wrong.status, wrong.out, wrong.err]).toEqual([EXIT.usage, '', `Unknown option '--roll'\n\n${out}`]);
  });

  it.each(ASKING)('%s names the address at which nobody answers, and what to do', async (command, args) => {
    const { status, out, err } = await run(command, [...args, '--url', NOWHERE, '--token', 'x']);
    expect([status, out, err.trim().split('\n')]).toEqual([EXIT.failed, '', [expect.stringContaining(NOWHERE)]]);
    expect(err).toContain('--url');
    expect(err).not.toContain('fetch failed');
  });

  it.each(ASKING)(
    '%s prints one sentence for a token that is not accepted, and nothing of a file',
    async (command, args) => {
      const { status, out, err } = await run(command, [...args, '--url', gateway.url, '--token', 'bad']);
      expect([status, out, err.trim().split('\n')]).toEqual([EXIT.failed, '', [expect.stringContaining(gateway.url)]]);
      expect(err).toContain('PASSERELLE_TOKEN');
      expect(err).not.toContain(ENCODED);
    },
  );

  it.each(ASKING)('%s says that what answers is no graph', async (command, args) => {
    const elsewhere = gateway.url.replace('graphql', 'livez');
    const { err } = await run(command, [...args, '--url', elsewhere, '--token', 'x']);
    expect(err).toMatch(/is no graph|n'est pas un graphe/);
    expect(err).not.toContain(ENCODED);
  });

  it.each(COMMANDS)('%s goes where PORT has moved npm start', async (command, args) => {
    const { status, err } = await run(command, [...args], { PORT: '2' });
    expect([status, err]).toEqual([EXIT.failed, expect.stringContaining('http://127.0.0.1:12')]);
    const wrong = await run(command, [...args], { PORT: 'abc' });
    expect([wrong.status, wrong.err]).toEqual([EXIT.failed, expect.stringContaining('PORT: ')]);
  });

  it.each([
    ['import', ['machines', 'places.csv'], '« machines » '],
    ['import', ['constructor', 'places.csv'], '« constructor » '],
    ['import', ['places'], 'Nommez un fichier après places'],
    ['import', ['computers', 'places.csv'], '--donation donation_…'],
    ['import', ['places', 'places.csv', '--donation', 'donation_1'], '--donation est pour computers'],
    ['import', ['places', 'places.csv', '--keep', '--dry-run'], '--keep ou --dry-run'],
    ['token', ['--role', 'boss'], '"boss"'],
    ['token', ['--role', 'lender', 'defis'], '"defis"'],
  ])('%s says of %j what is not understood, before how it is used', async (command, args, said) => {
    const { status, err } = await run(command, args);
    expect([status, err.split('\n\nUsage')]).toEqual([EXIT.usage, [expect.stringContaining(said), expect.anything()]]);
  });

  it('import reads the file from the folder it is typed in, and names one that is not there', async () => {
    const { status, err } = await run('import', ['places', 'absent.csv', '--url', gateway.url, '--token', 'x']);
    expect([status, err]).toEqual([EXIT.failed, expect.stringContaining('absent.csv ne peut pas être lu (ENOENT)')]);
  });

  it('import hands on what a graph refuses, without the file that it quotes', async () => {
    const message = `Variable "$input" got invalid value { content: "${ENCODED}" }; Field "dryRun" is not defined.`;
    const graph = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] }));
    }).listen(0, '127.0.0.1');
    await once(graph, 'listening');
    const url = `http://127.0.0.1:${(graph.address() as AddressInfo).port}/graphql`;
    const { err } = await run('import', ['places', 'places.csv', '--url', url], { PASSERELLE_TOKEN: 'x' });
    await new Promise((closed) => graph.close(closed));
    expect(err).toBe(
      `${url} refuse : Variable "$input" got invalid value { content: "…" }; Field "dryRun" is not defined. (BAD_USER_INPUT)\n`,
    );
  });
});
