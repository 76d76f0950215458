/** The programmes of the sheet; it gives them no first day, so these are ours. */
export const PROGRAMMES = [
  { id: 'ordi-2-0', name: 'ordi 2.0', startsOn: '2008-01-01' },
  { id: 'ordi-solidaire-bretagne', name: 'ordi solidaire Bretagne', startsOn: '2010-01-01' },
  { id: 'visa-internet-bretagne', name: 'visa internet Bretagne', startsOn: '2007-01-01' },
];

/** In which programme a machine is given or lent, or a session held, that day: in ordi 2.0, then in ordi solidaire Bretagne. */
export const programmeOn = (day: string): string => (day < '2011-01-01' ? 'ordi-2-0' : 'ordi-solidaire-bretagne');
