/** An address where a file of the graph can be opened or subscribed to. */
export interface FileRoute {
  /** As Express writes it; its parameters are the variables of the query. */
  path: string;
  /** What is asked of the graph, as whoever opens the address. */
  query: string;
  /** Where the file stands in the answer. */
  at: readonly string[];
  /** Whether it is shown or subscribed to in place; otherwise it is kept under its name. */
  inline?: boolean;
}

const FILE = '{ name mediaType digest content }';

const byId = (path: string, at: readonly [string, string], asked: string = at[1]): FileRoute => ({
  path,
  at,
  query: `query File($id: ID!) { ${at[0]}(id: $id) { ${asked} ${FILE} } }`,
});

/** Every file that has an address. Nothing here decides who may read it: the graph does, as for any question. */
export const FILE_ROUTES: readonly FileRoute[] = [
  { ...byId('/files/places/:id/calendar.ics', ['place', 'calendar']), inline: true },
  { path: '/files/loans/due.ics', query: `query File { loanCalendar ${FILE} }`, at: ['loanCalendar'], inline: true },
  byId('/files/loans/:id/agreement.pdf', ['loan', 'agreement']),
  byId('/files/loans/:id/return-receipt.pdf', ['loan', 'returnReceipt']),
  byId('/files/certificates/:id.pdf', ['certificate', 'document']),
  byId('/files/reports/:id.pdf', ['reportingPeriod', 'report'], 'report(format: PDF)'),
  byId('/files/reports/:id.csv', ['reportingPeriod', 'report'], 'report(format: CSV)'),
  byId('/files/transfers/:id.jws', ['transfer', 'document']),
  {
    path: '/files/people/:id.json',
    query: `query File($id: ID!) { personFile(id: $id) ${FILE} }`,
    at: ['personFile'],
  },
];
