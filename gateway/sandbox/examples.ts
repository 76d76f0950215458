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
  measures { name label unit kind definition since source }
}`,
  },
  {
    title: 'Anyone: places to go for help in Lanester',
    role: '',
    document: `query Places($commune: ID!) {
  places(commune: $commune) {
    edges { node { id kind } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { commune: 'COM-56098' },
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
  {
    title: 'Manager: one donor across the four services',
    role: 'manager',
    document: `query Donor($search: String!) {
  organisations(search: $search, first: 1) {
    edges {
      node {
        name
        agreements { edges { node { title state amount } } }
        donations(first: 5) {
          edges {
            node {
              offeredOn
              computers(first: 5) {
                edges {
                  node {
                    label
                    currentLoan {
                      dueOn
                      household { people { attendances(first: 3) { edges { node { minutes session { theme } } } } } }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
    variables: { search: 'CAF' },
  },
  {
    title: 'Technician: what waits in the workshop',
    role: 'technician',
    document: `query Workshop {
  computers(processing: COLLECTED, custody: IN_STOCK) {
    edges { node { id label kind collectedOn donation { donor { name } } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Lender: loans that are overdue',
    role: 'lender',
    document: `query Overdue {
  loansOverdue {
    edges {
      node {
        id
        dueOn
        computer { label }
        household { commune { name } people { givenName familyName } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Lender: renew a loan',
    role: 'lender',
    document: `mutation Renew($input: RenewLoanInput!) {
  renewLoan(input: $input) {
    loan { id dueOn terms { number endsOn } }
    userErrors { field code message }
  }
}`,
    variables: { input: { loanId: 'loan_01h455vb4pex5vsknk084sn02q', idempotencyKey: 'renew-1-by-hand' } },
  },
  {
    title: 'Lender: who waits, and whom to remind',
    role: 'lender',
    document: `query Desk {
  waitingList { edges { node { position loan { requestedOn priority household { size commune { name } } } } } }
  remindersDue { edges { node { kind remindOn channel loan { id dueOn } } } }
}`,
  },
  {
    title: 'Trainer: a person along a pathway',
    role: 'trainer',
    document: `query Pathways {
  pathways(first: 10) {
    edges { node { state goal hoursAttended progress { area before after } outcome laterOutcomeDueOn } }
  }
}`,
  },
  {
    title: 'Manager: agreements and what they achieve',
    role: 'manager',
    document: `query Agreements {
  agreements(first: 10) {
    edges {
      node {
        title
        state
        amount
        received
        targets { indicator value achieved { value status } share }
        reportingPeriods { edges { node { period state revision } } }
      }
    }
  }
}`,
  },
  {
    title: 'Trainer: sessions of a month',
    role: 'trainer',
    document: `query Sessions($from: LocalDate!, $to: LocalDate!) {
  sessions(from: $from, to: $to) {
    edges {
      node {
        scheduledOn
        theme
        mode
        anonymousAttendance
        attendances { edges { node { person { givenName } status minutes } } }
      }
    }
  }
}`,
    variables: { from: '2011-03-01', to: '2011-03-31' },
  },
  {
    title: 'Partner: what became of the machines we gave',
    role: 'partner',
    document: `query Ours($organisation: ID!, $period: Period!) {
  organisation(id: $organisation) {
    name
    familiesServed(period: $period) { value atLeast atMost status }
    donations {
      edges { node { state offeredOn certificates { number issuedOn } computers { edges { node { label processing } } } } }
    }
  }
}`,
    variables: { organisation: 'SIRET-77737772400012', period: '2011' },
  },
];
