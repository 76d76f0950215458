import { viewerHere } from './viewer-here.ts';
import { ROLES, type Viewer } from './viewer.ts';

const everybody: Viewer = { subject: 'somebody', roles: ROLES, association: 'defis', organisation: null };
const STAFF = ['technician', 'lender', 'trainer', 'manager'];

describe('A viewer', () => {
  it('has every role of theirs at the instance of their own association', () => {
    expect(viewerHere(everybody, 'defis')).toEqual(everybody);
  });

  it.each(['ordi-partage-caen', null])('is no staff at the instance of another association or at a hub: %s', (here) => {
    expect(viewerHere(everybody, here).roles).toEqual(ROLES.filter((role) => !STAFF.includes(role)));
  });

  it('is staff of a hub when their token names no association, and of a hub only', () => {
    const ofHub: Viewer = { ...everybody, association: null };
    expect(viewerHere(ofHub, null)).toEqual(ofHub);
    expect(viewerHere(ofHub, 'defis').roles).not.toContain('manager');
  });
});
