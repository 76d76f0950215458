import type { GraphQLClient } from 'graphql-request';
import { aKey, ask, done } from '../network/ask.ts';
import { readyComputers } from '../network/ready-computers.ts';
import { aDirectory, type Directory } from './a-directory.ts';
import { anAssociation, type AnAssociation } from './an-association.ts';
import { foreignArguments, unknownArguments, type IdArgument } from './foreign-arguments.ts';
import { inputWith, knownAt, nounOf, verbInputs, type Inputs } from './verb-inputs.ts';

interface UserError {
  field: string[] | null;
  code: string;
  message: string;
  french: string;
}

const ARGUMENTS = foreignArguments();
/** An organisation that has closed may still be written to. */
const MAY_BE_CLOSED = 'recordOrganisationContact';

describe('An id of another service', () => {
  let association: AnAssociation;
  let manager: GraphQLClient;
  let directory: Directory;
  let inputs: Inputs;
  beforeAll(async () => {
    association = await anAssociation('2011-06-15');
    manager = await association.as('manager');
    directory = await aDirectory(manager);
    inputs = verbInputs(await loans());
  }, 120_000);
  afterAll(() => association?.close(), 30_000);

  /** One loan that waits for its computer, one that has it. */
  async function loans(): Promise<{ signed: string; active: string }> {
    const donor = directory.organisation.known;
    const [computerId] = await readyComputers(manager, 1, undefined, donor);
    const active = await aSignedLoan(donor);
    await done(manager, 'handOverComputer', { loanId: active, computerId, idempotencyKey: aKey() }, 'loan { id }');
    return { signed: await aSignedLoan(donor), active };
  }

  async function aSignedLoan(organisationId: string): Promise<string> {
    const step = async (verb: string, input: object): Promise<string> =>
      (await done(manager, verb, { ...input, idempotencyKey: aKey() }, 'loan { id }')).id;
    const loanId = await step('requestLoan', { organisationId, commune: 'COM-56121' });
    await step('approveLoan', { loanId });
    return step('signLoan', { loanId });
  }

  async function errorsOf(verb: string, input: object): Promise<UserError[]> {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { answer: ${verb}(input: $input) {
      userErrors { field code message french: message(language: FR) } } }`;
    const { data } = await ask(manager, document, { input: { idempotencyKey: aKey(), ...input } });
    return data.answer.userErrors;
  }

  /** What a verb answers when one of its arguments names this, and all others what is known. */
  function naming({ verb, path }: IdArgument, id: string): Promise<UserError[]> {
    const base = inputs[verb];
    if (!base) throw new Error(`Say in verb-inputs.ts what ${verb} is told besides its foreign ids`);
    const paths = ARGUMENTS.filter((argument) => argument.verb === verb).map((argument) => argument.path);
    return errorsOf(verb, inputWith(base, { ...knownAt(directory, paths), [path]: id }));
  }

  it('is told apart from those of the service itself: a new argument is put into foreign-arguments.ts', () => {
    expect(unknownArguments()).toEqual([]);
    expect(ARGUMENTS.length).toBeGreaterThan(30);
  });

  describe.each(ARGUMENTS.map((argument) => [`${argument.verb} ${argument.path}`, argument] as const))(
    'in %s',
    (_name, argument) => {
      const at = (error: UserError | undefined): string | undefined =>
        error?.field?.filter((part) => part !== '0').join('.');

      it('is refused by what its owner knows of it, in both languages', async () => {
        for (const [code, id] of Object.entries(directory[nounOf(argument.path)].refused)) {
          if (argument.verb === MAY_BE_CLOSED && code === 'ORGANISATION_CLOSED') continue;
          const [error] = await naming(argument, id);
          expect([error?.code, at(error)]).toEqual([code, argument.path]);
          expect(error!.message).not.toBe(error!.french);
        }
      });

      // No computer is ready: that is for inventory to say, and said by the crossing.
      if (nounOf(argument.path) === 'computer') return;
      it('is taken when it names something', async () => {
        const { known, refused } = directory[nounOf(argument.path)];
        const [error] = await naming(argument, known);
        const isRefusedThere = at(error) === argument.path && error!.code in refused;
        expect(isRefusedThere).toBe(false);
      });
    },
  );

  it('empties no answer any more', async () => {
    const offer = { donorId: 'RNA-W561000999', announcedMachines: 3 };
    expect(await errorsOf('offerDonation', offer)).toMatchObject([{ code: 'NOT_FOUND', field: ['donorId'] }]);
    const { data, errors } = await ask(manager, '{ donations(first: 100) { nodes { donor { name } } } }');
    expect(errors).toEqual([]);
    const donors = data.donations.nodes.map(({ donor }: { donor: { name: string } }) => donor.name);
    expect(new Set(donors)).toEqual(new Set(['Association exemple']));
  });

  it('is asked for the day of the act: what was open then may be named', async () => {
    const { ORGANISATION_CLOSED: donorId } = directory.organisation.refused;
    const { PROGRAMME_ENDED: programmeId } = directory.programme.refused;
    const offer = { donorId, announcedMachines: 3 };
    expect(await errorsOf('offerDonation', { ...offer, on: '2011-03-31' })).toEqual([]);
    expect(await errorsOf('offerDonation', { ...offer, on: '2011-04-01' })).toMatchObject([
      { code: 'ORGANISATION_CLOSED' },
    ]);
    const session = { ...inputs['recordSession'], programmeId };
    expect(await errorsOf('recordSession', { ...session, on: '2010-12-31' })).toEqual([]);
    expect(await errorsOf('recordSession', { ...session, on: '2011-01-01' })).toMatchObject([
      { code: 'PROGRAMME_ENDED', message: expect.stringContaining('2010-12-31') },
    ]);
    const allocation = { ...inputs['allocateVisas'], programmeId, on: '2010-12-01' };
    expect(await errorsOf('allocateVisas', { ...allocation, validFrom: '2010-06-01' })).toEqual([]);
    const contact = { ...inputs['recordOrganisationContact'], organisationId: donorId };
    expect(await errorsOf('recordOrganisationContact', contact)).toEqual([]);
  });

  it('is kept as that of whom it was merged into', async () => {
    const again = await aDirectoryEntry('Association exemple bis');
    const { known } = directory.organisation;
    const merge = { organisationId: again, keptOrganisationId: known, idempotencyKey: aKey() };
    await done(manager, 'mergeOrganisations', merge, 'organisation { id }');
    const offer = { donorId: again, announcedMachines: 1, idempotencyKey: aKey() };
    expect((await done(manager, 'offerDonation', offer, 'donation { donor { id } }')).donor).toEqual({ id: known });

    const twice = { givenName: 'Camille', familyName: 'Exemple bis', idempotencyKey: aKey() };
    const { id: personId } = await done(manager, 'registerPerson', twice, 'person { id }');
    const kept = directory.person.known;
    const same = { personId, keptPersonId: kept, idempotencyKey: aKey() };
    await done(manager, 'mergePeople', same, 'person { id }');
    const session = { ...inputs['recordSession'], attendances: [{ personId }], idempotencyKey: aKey() };
    const line = 'session { attendances { nodes { person { id givenName } } } }';
    const { attendances } = await done(manager, 'recordSession', session, line);
    expect(attendances.nodes).toEqual([{ person: { id: kept, givenName: 'Camille' } }]);
  });

  async function aDirectoryEntry(name: string): Promise<string> {
    const input = { name, kind: 'ASSOCIATION', commune: 'COM-56121', idempotencyKey: aKey() };
    return (await done(manager, 'registerOrganisation', input, 'organisation { id }')).id;
  }

  it('is for no person to ask of its owner', async () => {
    const document = '{ partnersKnows(names: []) { id } }';
    await expect(manager.rawRequest(document)).rejects.toThrow(/partnersKnows|400/);
  });
});
