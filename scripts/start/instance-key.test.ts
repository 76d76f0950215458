import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstallKey } from '../../packages/platform/peers/install-key.ts';
import { instanceKeyFile } from './instance-key.ts';
import { ASSOCIATIONS, HUB } from './network.ts';

test('Each instance of a data folder keeps a key of its own, which others cannot read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-keys-'));
  const keyOf = async (instance: typeof HUB) => {
    const file = await instanceKeyFile(folder, instance);
    expect((await stat(file)).mode & 0o077).toBe(0);
    return readInstallKey(await readFile(file, 'utf8')).publicKey;
  };
  const [first, again, other] = [await keyOf(HUB), await keyOf(HUB), await keyOf(ASSOCIATIONS[0]!)];
  await rm(folder, { recursive: true });
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
