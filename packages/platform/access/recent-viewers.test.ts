import { recentViewers } from './recent-viewers.ts';
import { aClock } from '../testing/a-clock.ts';
import { signViewer, type Viewer } from './viewer.ts';

const SECRET = new TextEncoder().encode('a secret for tests, long enough');
const LENDER: Viewer = {
  subject: 'test:lender',
  roles: ['lender'],
  association: 'defis',
  hub: null,
  organisation: null,
};

describe('A signed viewer', () => {
  it('is read back, and again', async () => {
    const clock = aClock('2011-06-15');
    const verify = recentViewers(SECRET, clock);
    const signed = await signViewer(LENDER, SECRET, clock.now());
    expect(await verify(signed)).toEqual(LENDER);
    expect(await verify(signed)).toEqual(LENDER);
  });

  it('is not believed once its signature has ended, even if it was before', async () => {
    const clock = aClock('2011-06-15');
    const verify = recentViewers(SECRET, clock);
    const signed = await signViewer(LENDER, SECRET, clock.now());
    await verify(signed);
    clock.set('2011-06-16');
    await expect(verify(signed)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it('is not believed under another secret', async () => {
    const clock = aClock('2011-06-15');
    const forged = await signViewer(
      LENDER,
      new TextEncoder().encode('another secret, just as long as it'),
      clock.now(),
    );
    await expect(recentViewers(SECRET, clock)(forged)).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });
});
