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

/** Every file that has an address. Nothing here decides who may read it: the graph does, as for any question. */
export const FILE_ROUTES: readonly FileRoute[] = [
  {
    path: '/files/places/:id/calendar.ics',
    query: `query PlaceCalendar($id: ID!) { place(id: $id) { calendar ${FILE} } }`,
    at: ['place', 'calendar'],
    inline: true,
  },
];
