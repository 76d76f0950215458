/** An operation to start from, for one kind of user. */
export interface Example {
  title: string;
  /** The role it is meant for; empty for the public. */
  role: string;
  document: string;
  variables?: Record<string, unknown>;
}

/** Asked as manager: the first donor, for whom the sandbox acts when somebody wants to be a partner. */
export const FIND_A_DONOR = '{ donations(first: 1) { nodes { donor { id } } } }';

const MEASURES: Example = {
  title: 'Anyone: what each figure means',
  role: '',
  document: `query Measures {
  measures { name label unit kind definition since source }
}`,
};

const AT_A_HUB: Example[] = [
  {
    title: 'Anyone: Bretagne in 2011',
    role: '',
    document: `query Bretagne($territory: ID!, $period: Period!) {
  impact(territory: $territory, period: $period) {
    familiesEquipped { value atLeast atMost status }
    computersRefurbished { value }
    supportHours { value }
    costPerFamily { value }
    completeness { expected reporting }
    byAssociation {
      association { name }
      familiesEquipped { value }
    }
  }
}`,
    variables: { territory: 'REG-53', period: '2011' },
  },
  MEASURES,
  {
    title: 'Anyone: the associations of the network',
    role: '',
    document: `query Network {
  associations(first: 10) {
    nodes { id name seat { name } memberSince }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Coordinator: a year month by month',
    role: 'coordinator',
    document: `query Year($territory: ID!, $period: Period!) {
  impact(territory: $territory, period: $period) {
    over(by: MONTH) {
      period
      computersCollected { value }
      supportHours { value }
    }
    byTerritory(level: DEPARTMENT) {
      territory { name }
      computersRefurbished { value }
    }
  }
}`,
    variables: { territory: 'REG-53', period: '2011' },
  },
];

/** What an association's own graph is asked; none is about a place or a name, so that each answers at any of them. */
const atAnAssociation = (association: string): Example[] => [
  {
    title: 'Anyone: what we did in 2011',
    role: '',
    document: `query OurYear($association: ID!, $period: Period!) {
  impact(association: $association, period: $period) {
    familiesEquipped { value atLeast atMost status }
    computersRefurbished { value }
    supportHours { value }
    costPerFamily { value }
    over(by: QUARTER) { period computersCollected { value } }
  }
}`,
    variables: { association, period: '2011' },
  },
  MEASURES,
  {
    title: 'Anyone: places to go for help',
    role: '',
    document: `query Places {
  places(first: 10) {
    nodes { id name kind commune { name } accessibility }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Manager: what became of donations, across the four services',
    role: 'manager',
    document: `query Donations {
  donations(first: 3) {
    nodes {
      offeredOn
      donor { name }
      computers(first: 5) {
        nodes {
          label
          loans(first: 1) {
            nodes {
              returnedOn
              household { people { attendances(first: 3) { nodes { minutes session { theme } } } } }
            }
          }
        }
      }
    }
  }
}`,
  },
  {
    title: 'Manager: agreements and what they achieve',
    role: 'manager',
    document: `query Agreements {
  agreements(first: 20) {
    nodes {
      title
      state
      amount
      received
      organisation { name }
      targets { indicator value achieved { value status } share }
    }
  }
}`,
  },
  {
    title: 'Technician: machines that are free to be lent',
    role: 'technician',
    document: `query Ready {
  computers(processing: READY, custody: IN_STOCK, first: 10) {
    nodes { id label kind collectedOn donation { donor { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Technician: machines to be erased',
    role: 'technician',
    document: `query ToErase {
  computers(processing: TRIAGED, custody: IN_STOCK, first: 10) {
    nodes { id label storages { id kind } history { verb happenedOn } }
  }
}`,
  },
  {
    title: 'Lender: loans that are over',
    role: 'lender',
    document: `query Returned {
  loans(state: RETURNED, first: 10) {
    nodes {
      id
      startedOn
      returnedOn
      terms { number endsOn }
      machines { computer { label } }
      household { commune { name } people { givenName familyName } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Lender: find somebody by name',
    role: 'lender',
    document: `query People($search: String!) {
  people(search: $search, first: 5) {
    nodes { givenName familyName household { size commune { name } loans(first: 3) { nodes { state dueOn } } } }
  }
}`,
    variables: { search: 'exemple' },
  },
  {
    title: 'Lender: register a household (it is kept, once)',
    role: 'lender',
    document: `mutation Register($input: RegisterHouseholdInput!) {
  registerHousehold(input: $input) {
    household { id registeredOn people { id givenName } }
    userErrors { field code message }
  }
}`,
    variables: {
      input: {
        commune: 'COM-56121',
        size: 1,
        people: [{ givenName: 'Personne', familyName: 'exemple du bac à sable' }],
        idempotencyKey: 'household-of-the-sandbox',
      },
    },
  },
  {
    title: 'Trainer: sessions of a month',
    role: 'trainer',
    document: `query Sessions($from: LocalDate!, $to: LocalDate!) {
  sessions(from: $from, to: $to) {
    nodes {
      scheduledOn
      theme
      mode
      anonymousAttendance
      attendances { nodes { person { givenName } status minutes } }
    }
  }
}`,
    variables: { from: '2011-03-01', to: '2011-03-31' },
  },
  {
    title: 'Coordinator: the months of its year',
    role: 'coordinator',
    document: `query Months($association: ID!, $period: Period!) {
  impact(association: $association, period: $period) {
    over(by: MONTH) { period computersCollected { value } supportHours { value } }
  }
}`,
    variables: { association, period: '2011' },
  },
  {
    title: 'Partner: what became of the machines we gave',
    role: 'partner',
    document: `query Ours($period: Period!) {
  donations(first: 3) {
    nodes {
      state
      offeredOn
      donor { name familiesServed(period: $period) { atLeast atMost status } }
      computers(first: 5) { nodes { label processing } }
    }
  }
}`,
    variables: { period: '2011' },
  },
];

/** What the sandbox of an association, or of a hub, offers: from the public to the most particular. */
export const examplesAt = (association: string | null): Example[] =>
  association === null ? AT_A_HUB : atAnAssociation(association);
