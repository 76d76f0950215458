import { randomUUID } from 'node:crypto';
import { aKey, act, ask, done, learn } from '../network/ask.ts';
import { DEFIS } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

/** Whoever trains at Défis. */
export function trainerJourney(stage: Stage): void {
  describe('A trainer', () => {
    const trainer = somebody(stage, 'trainer', DEFIS);
    const manager = somebody(stage, 'manager', DEFIS);

    it('takes a person from a visa issued to a visa completed, by the hours attended', async () => {
      const client = await trainer();
      const person = await done(
        client,
        'registerPerson',
        { givenName: 'Personne', familyName: 'exemple E2E', on: '2014-03-01', idempotencyKey: aKey() },
        'person { id }',
      );
      await done(
        await manager(),
        'allocateVisas',
        {
          programmeId: 'visa-internet-bretagne',
          visas: 10,
          amountEach: 100,
          validFrom: '2014-01-01',
          validUntil: '2099-12-31',
          on: '2013-12-16',
          idempotencyKey: aKey(),
        },
        'allocation { left }',
      );
      const visa = await done(
        client,
        'issueVisa',
        { personId: person.id, programmeId: 'visa-internet-bretagne', on: '2014-03-03', idempotencyKey: aKey() },
        'visa { id amount }',
      );
      expect(visa.amount).toBe(100);
      const step = async (verb: string, on: string) => {
        const { made, codes } = await act(
          client,
          verb,
          { visaId: visa.id, on, idempotencyKey: aKey() },
          'visa { state hoursAttended }',
        );
        return codes[0] ?? made.state;
      };
      expect(await step('completeVisa', '2014-03-04')).toBe('NOT_STARTED');
      expect(await step('startVisa', '2014-03-04')).toBe('STARTED');
      expect(await step('completeVisa', '2014-03-05')).toBe('NOT_ENOUGH_HOURS');
      for (const on of ['2014-03-10', '2014-03-17', '2014-03-24']) {
        const attendances = [{ personId: person.id, autonomy: 'PARTLY' }];
        await done(
          client,
          'recordSession',
          { kind: 'INDIVIDUAL', mode: 'HOME', minutes: 600, attendances, on, idempotencyKey: aKey() },
          'session { id }',
        );
      }
      expect(await step('completeVisa', '2014-03-25')).toBe('COMPLETED');
      expect(await step('completeVisa', '2014-03-25')).toBe('ALREADY_COMPLETED');
    });

    it('books a seat, holds the session with anonymous attendance, and cannot hold it twice', async () => {
      const client = await trainer();
      const place = await done(
        client,
        'registerPlace',
        {
          name: `Café E2E ${randomUUID()}`,
          kind: 'CAFE_NUMERIQUE',
          commune: 'COM-56121',
          accessibility: ['LSF'],
          on: '2014-01-01',
          idempotencyKey: aKey(),
        },
        'place { id }',
      );
      const person = await done(
        client,
        'registerPerson',
        { givenName: 'Personne', familyName: 'exemple E2E', on: '2014-03-01', idempotencyKey: aKey() },
        'person { id }',
      );
      const session = await done(
        client,
        'scheduleSession',
        {
          kind: 'COLLECTIVE',
          mode: 'ON_SITE',
          placeId: place.id,
          scheduledOn: '2014-04-10',
          minutes: 120,
          on: '2014-04-01',
          idempotencyKey: aKey(),
        },
        'session { id }',
      );
      const sessionId = session.id;
      await done(
        client,
        'bookSeat',
        { sessionId, personId: person.id, on: '2014-04-02', idempotencyKey: aKey() },
        'attendance { id }',
      );
      const hold = (input: object) =>
        act(
          client,
          'holdSession',
          { sessionId, anonymousAttendance: 4, on: '2014-04-10', idempotencyKey: aKey(), ...input },
          'session { state anonymousAttendance }',
        );
      expect((await hold({})).codes).toEqual(['BOOKING_WITHOUT_OUTCOME']);
      const held = await hold({ attendances: [{ personId: person.id, status: 'SEEN' }] });
      expect(held).toEqual({ made: { state: 'HELD', anonymousAttendance: 4 }, codes: [] });
      expect((await hold({})).codes).toEqual(['ALREADY_HELD']);
    });

    it('reads a year of sessions with their places and programmes', async () => {
      const document = `{ sessions(first: 100, from: "2011-01-01", to: "2011-12-31") { nodes {
        kind mode heldOn minutes accessibility place { name commune { name } } programme { name } attendances(first: 5) { nodes { status person { familyName } } }
      } } }`;
      const { sessions } = await learn(await trainer(), document);
      expect(sessions.nodes).toHaveLength(100);
      stage.expectSameInBothModes(document, sessions);
    });

    it.each([
      ['loans', '{ loans { nodes { id } } }'],
      ['households', '{ households { nodes { id } } }'],
      ['computers', '{ computers { nodes { id } } }'],
      ['agreements', '{ agreements { nodes { id } } }'],
    ])('has no business with %s', async (field, document) => {
      expect((await ask(await trainer(), document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });
  });
}
