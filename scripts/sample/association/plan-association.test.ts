import { CAF_DU_PAYS_DE_LORIENT, DEFIS } from './defis.ts';
import { CAEN, ROUEN } from './norman-examples.ts';
import { PAYS_DE_LORIENT } from './pays-de-lorient.ts';
import { PROGRAMMES } from './programmes.ts';
import { planAssociation, type AssociationPlan } from './plan-association.ts';

const YEARS = [2010, 2011] as const;
const isDuring = (year: number, from: string, to: string): boolean => from <= `${year}-12-31` && to >= `${year}-01-01`;
const familiesIn = ({ families }: AssociationPlan, year: number) =>
  families.filter(({ startsOn, returnedOn }) => isDuring(year, startsOn, returnedOn));

describe('The sample years of Défis', () => {
  const plan = planAssociation(DEFIS);
  const machines = new Map(plan.lots.flatMap(({ machines: all }) => all.map((machine) => [machine.label, machine])));

  it.each(YEARS)('equip 380 families in %s', (year) => {
    expect(familiesIn(plan, year)).toHaveLength(380);
  });

  it('reach the 30 communes of the Pays de Lorient in 2011, many of them below the threshold', () => {
    const byCommune = Map.groupBy(familiesIn(plan, 2011), ({ commune }) => commune);
    expect([...byCommune.keys()].sort()).toEqual([...PAYS_DE_LORIENT].sort());
    expect(PAYS_DE_LORIENT).toHaveLength(30);
    expect([...byCommune.values()].filter((families) => families.length < 11)).toHaveLength(21);
  });

  it.each(YEARS)('refurbish 380 machines in %s', (year) => {
    const ready = [...machines.values()].filter(
      ({ fate, readyOn }) => fate === 'REFURBISH' && readyOn.startsWith(`${year}`),
    );
    expect(ready).toHaveLength(380);
  });

  it('take machines in ordi 2.0, then in ordi solidaire Bretagne, as they lend them', () => {
    const readyIn = (year: number) =>
      plan.lots.filter(({ machines: [first] }) => first!.readyOn.startsWith(`${year}`)).map((lot) => lot.programme);
    expect(new Set(readyIn(2010))).toEqual(new Set(['ordi-2-0']));
    expect(new Set(readyIn(2011))).toEqual(new Set(['ordi-solidaire-bretagne']));
    expect(PROGRAMMES.map(({ id }) => id)).toEqual(expect.arrayContaining(plan.lots.map((lot) => lot.programme)));
  });

  it.each(YEARS)('give 3,800 hours of individual support in %s', (year) => {
    const support = plan.sessions.filter(({ kind, on }) => kind === 'INDIVIDUAL' && on.startsWith(`${year}`));
    expect(support.reduce((sum, { minutes, staffCount }) => sum + (minutes * staffCount) / 60, 0)).toBe(3_800);
  });

  it.each(YEARS)('take 50 machines from the CAF in %s, and lend its machines to 50 families', (year) => {
    const given = plan.lots.filter(
      ({ donor, days }) => donor === CAF_DU_PAYS_DE_LORIENT && days.pickedUp.startsWith(`${year}`),
    );
    expect(given.flatMap(({ machines: all }) => all)).toHaveLength(50);
    const served = plan.loans.filter(
      ({ borrower, machine, startsOn, returnedOn }) =>
        'family' in borrower &&
        machines.get(machine)!.donor === CAF_DU_PAYS_DE_LORIENT &&
        isDuring(year, startsOn, returnedOn),
    );
    expect(served).toHaveLength(50);
  });

  it('strengthen 30 structures in 2010', () => {
    const strengthened = plan.structures.filter(({ loans, sessionsOn, siteOn }) =>
      [...loans.map(({ startsOn }) => startsOn), ...sessionsOn, siteOn].some((on) => on?.startsWith('2010')),
    );
    expect(strengthened).toHaveLength(30);
  });

  it('have the nine funders of 2011, none above 85 % of the money', () => {
    const total = DEFIS.funders.reduce((sum, { euros }) => sum + euros, 0);
    expect(DEFIS.funders).toHaveLength(9);
    expect(Math.max(...DEFIS.funders.map(({ euros }) => euros))).toBeLessThan(total * 0.85);
  });
});

describe.each([DEFIS, CAEN, ROUEN])('The sample of $id', (profile) => {
  const plan = planAssociation(profile);

  it('is the same at every start', () => {
    expect(planAssociation(profile)).toEqual(plan);
  });

  it('lends no machine twice at once', () => {
    const stays = plan.loans.flatMap(({ machine, swap, startsOn, returnedOn }) => [
      { machine, from: startsOn, to: swap?.on ?? returnedOn },
      ...(swap ? [{ machine: swap.machine, from: swap.on, to: returnedOn }] : []),
    ]);
    for (const same of Map.groupBy(stays, ({ machine }) => machine).values()) {
      const inOrder = same.toSorted((one, other) => one.from.localeCompare(other.from));
      inOrder.slice(1).forEach(({ from }, index) => expect(from > inOrder[index]!.to).toBe(true));
    }
  });

  it('has every machine back by the end of 2012', () => {
    expect(plan.loans.every(({ returnedOn }) => returnedOn <= '2012-12-31')).toBe(true);
  });

  it('equips as many families in 2011 as its communes say', () => {
    const planned = profile.families2011.reduce((sum, [, families]) => sum + families, 0);
    expect(familiesIn(plan, 2011)).toHaveLength(planned);
  });
});
