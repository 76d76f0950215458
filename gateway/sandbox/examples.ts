/** An operation to start from, for one kind of user. */
export interface Example {
  title: string;
  /** The role it is meant for; empty for the public. */
  role: string;
  document: string;
  variables?: Record<string, unknown>;
}

/** What the sandbox offers, from the public to the most particular. */
export const EXAMPLES: Example[] = [
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
  {
    title: 'Anyone: what each figure means',
    role: '',
    document: `query Measures {
  measures { name unit kind definition }
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
