import { spawnSync } from 'node:child_process';
import { DEVELOPMENT_ROLES } from '../gateway/sign-in/development-clients.ts';

/** Runs the command on its own, as it is written: nothing that it imports needs a compiler. */
const token = (...args: string[]) => spawnSync(process.execPath, ['scripts/token.ts', ...args], { encoding: 'utf8' });

test('The command that asks for a token says how it is used, whoever asks', () => {
  const { status, stdout, stderr } = token('--help');
  expect([status, stderr]).toEqual([0, '']);
  for (const said of ['Usage: ', '--association', '--organisation', '--issuer', ...DEVELOPMENT_ROLES])
    expect(stdout).toContain(said);
  for (const wrong of [[], ['--role', 'service'], ['--roll', 'lender']]) {
    const refused = token(...wrong);
    expect([refused.status, refused.stdout, refused.stderr]).toEqual([2, '', expect.stringContaining('Usage: ')]);
  }
});
