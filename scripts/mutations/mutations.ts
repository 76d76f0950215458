/** A mistake that somebody could make, and the test that would see it. */
export interface Mutation {
  name: string;
  /** From the root of the project. */
  file: string;
  /** Each text occurs exactly once in the file. */
  edits: readonly { find: string; replace: string }[];
  /** The test file, and the beginning of the name of the test in it, that must fail. */
  test: string;
  named: string;
}

/** What any of these does to the figures nobody would notice by looking at them. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'markers are deleted after counting, in a snapshot of their own',
    file: 'packages/figures/slices/build-slices.ts',
    edits: [
      {
        find: "inTransaction(builder.pool, 'repeatable read'",
        replace: "inTransaction(builder.pool, 'read committed'",
      },
      {
        find: 'with taken as (delete from dirty returning from_month, to_month) select distinct from_month, to_month from taken',
        replace: 'select distinct from_month, to_month from dirty',
      },
      {
        find: 'const changed = await renewSlices(renewing, open);',
        replace: "const changed = await renewSlices(renewing, open); await client.query('delete from dirty');",
      },
    ],
    test: 'packages/figures/slices/build-slices.test.ts',
    named: 'loses nothing',
  },
  {
    name: 'a slice is applied without comparing it with the head',
    file: 'packages/figures/slices/apply-slice.ts',
    edits: [{ find: '  if (held) return held;\n', replace: '' }],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'knows an old slice',
  },
  {
    name: 'what is not there any more is retracted by silence',
    file: 'packages/figures/slices/renew-slices.ts',
    edits: [
      {
        find: 'const digest = digestOf(facts);',
        replace: 'const digest = digestOf(facts); if (facts.length === 0) return false;',
      },
    ],
    test: 'packages/figures/slices/build-slices.test.ts',
    named: 'forgets what was deleted',
  },
  {
    name: 'one rollup is not updated: that of the country',
    file: 'packages/figures/slices/rollup-delta.ts',
    edits: [{ find: 'ancestorsOf(territory, on);', replace: 'ancestorsOf(territory, on).slice(0, -1);' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'is exact when one association counts',
  },
  {
    name: 'a replaced slice is not taken off the rollups',
    file: 'packages/figures/slices/apply-slice.ts',
    edits: [{ find: '{ facts: before,', replace: '{ facts: [],' }],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'applies a newer slice, whole',
  },
  {
    name: 'the threshold is ten people',
    file: 'packages/figures/disclosure/protection.ts',
    edits: [{ find: 'PERSON: 11', replace: 'PERSON: 10' }],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'does not tell the eleventh family',
  },
  {
    name: 'a group is safe only above the threshold',
    file: 'packages/figures/disclosure/protection.ts',
    edits: [{ find: 'count >= MINIMUM_SUBJECTS', replace: 'count > MINIMUM_SUBJECTS' }],
    test: 'packages/figures/disclosure/protect-amounts.test.ts',
    named: 'is safe from eleven people',
  },
  {
    name: 'a hub believes a count below the threshold',
    file: 'packages/figures/replication/receive/check-slice.ts',
    edits: [{ find: "'BELOW_THRESHOLD', `${name} is told for too small a group`", replace: "'BAD_VALUE', ''" }],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'refuses BELOW_THRESHOLD',
  },
  {
    name: 'the epoch counts for nothing in the order of heads',
    file: 'packages/figures/slices/apply-slice.ts',
    edits: [
      {
        find: 'slice.epoch - head.epoch || slice.revision - head.revision',
        replace: 'slice.revision - head.revision',
      },
    ],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'never goes back to an earlier epoch',
  },
  {
    name: 'a sealed period is replaced',
    file: 'packages/figures/slices/apply-slice.ts',
    edits: [{ find: 'if (head.sealed)', replace: 'if (!head)' }],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'never changes what is sealed',
  },
  {
    name: 'the digest is not compared with the facts',
    file: 'packages/figures/replication/receive/check-slice.ts',
    edits: [{ find: 'digestOf(facts) === digest', replace: 'digest !== null' }],
    test: 'packages/figures/replication/receive/receive-slices.test.ts',
    named: 'refuses DIGEST_MISMATCH',
  },
  {
    name: 'a second copy of a database is heard',
    file: 'packages/figures/replication/install/fence-run.ts',
    edits: [{ find: 'if (rows[0]?.run === run)', replace: 'if (rows.length > 0)' }],
    test: 'packages/figures/replication/install/install.test.ts',
    named: 'of the former of two runs',
  },
  {
    name: 'what climbs the ladder leaves those that it absorbs behind',
    file: 'packages/figures/disclosure/ladder.ts',
    edits: [
      {
        find: 'return [{ territory, members: membersOf(parts) }, ...rest];',
        replace: 'return [{ territory, members: membersOf(open) }, ...rest];',
      },
    ],
    test: 'packages/figures/disclosure/ladder.test.ts',
    named: 'puts every leaf in exactly one place',
  },
  {
    name: 'what climbs absorbs the largest told place, not the smallest',
    file: 'packages/figures/disclosure/ladder.ts',
    edits: [{ find: 'const rest = told.toSorted(bySize);', replace: 'const rest = told.toSorted(bySize).reverse();' }],
    test: 'packages/figures/disclosure/ladder.test.ts',
    named: 'hides a small commune with the smallest told one',
  },
  {
    name: 'a month is hidden alone, and follows from the year',
    file: 'packages/figures/disclosure/time-ladder.ts',
    edits: [{ find: '(hidden.length < 2 || !isSafe(hidden))', replace: 'hidden.length < 1' }],
    test: 'packages/figures/disclosure/time-ladder.test.ts',
    named: 'hide the smallest told month',
  },
  {
    name: 'all of time tells what one of its years holds back',
    file: 'packages/figures/slices/edition.ts',
    edits: [{ find: 'if (bundle === EVER && (await holdsYears(printing)))', replace: "if (bundle === 'never')" }],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'of all of time is hidden while',
  },
  {
    name: 'a message is believed whoever signed it',
    file: 'packages/figures/replication/install/doubt-sender.ts',
    edits: [
      {
        find: 'if (!isSignedBy(publicKey, messageText(service, sender, message), sender.signature)) return WRONG_SIGNATURE;',
        replace: '',
      },
    ],
    test: 'packages/figures/replication/install/install.test.ts',
    named: 'that was changed on its way',
  },
  {
    name: 'an edition is replaced in steps of ten',
    file: 'packages/figures/disclosure/step.ts',
    edits: [
      {
        find: 'fresh.least - old.most >= MINIMUM_SUBJECTS.PERSON',
        replace: 'fresh.least - old.most >= MINIMUM_SUBJECTS.PERSON - 1',
      },
    ],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'of a year that runs is replaced in steps',
  },
  {
    name: 'the year closes a day early',
    file: 'packages/figures/measures/closing.ts',
    edits: [{ find: '-01-15`', replace: '-01-14`' }],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'is final when the year closes',
  },
  {
    name: 'a corrected day marks its new month only',
    file: 'packages/figures/measures/mark-trigger.ts',
    edits: [
      {
        find: ' union (select * from old_rows except select * from new_rows)',
        replace: '',
      },
    ],
    test: 'packages/figures/measures/mark-trigger.test.ts',
    named: 'is that of both months',
  },
  {
    name: 'families that two associations may share are added up',
    file: 'packages/figures/read/figure-from-rollups.ts',
    edits: [{ find: 'associations > 1 && mayOverlap(measure) ? leastMax : leastSum', replace: 'leastSum' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'lies between the largest and the sum',
  },
  {
    name: 'what is hidden counts for nothing',
    file: 'packages/figures/read/figure-from-rollups.ts',
    edits: [{ find: 'hidden === 0 ? 0 : hiddenSinceClosed', replace: 'hidden >= 0 ? 0 : hiddenSinceClosed' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'counts a hidden association as fewer',
  },
  {
    name: 'a department that may not be told is marked beside its communes, not over them',
    file: 'packages/figures/disclosure/protect-counts.ts',
    edits: [{ find: 'mark(measure, year, otherOf(code))', replace: 'mark(measure, year, code)' }],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'leaves no commune at an exact zero',
  },
  {
    name: 'a commune whose figure was taken back counts as told',
    file: 'packages/figures/read/meet-rollups.ts',
    edits: [{ find: ' and r.value <> 0) as is_whole', replace: ') as is_whole' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'is no zero for a commune whose people',
  },
  {
    name: 'what hid many while its year ran is taken to hide few',
    file: 'packages/figures/read/figure-from-rollups.ts',
    edits: [{ find: 'hiddenSinceClosed === hidden ?', replace: 'hiddenSinceClosed <= hidden ?' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'knows no upper bound of what somebody hid',
  },
  {
    name: 'a commune that is told in some years is taken to be told in all of time',
    file: 'packages/figures/read/meet-rollups.ts',
    edits: [{ find: "a.period <> 'ever' and max(p.mains)", replace: 'max(p.mains)' }],
    test: 'packages/figures/read/read-figures.test.ts',
    named: 'is not exact over all of time for a commune',
  },
  {
    name: 'an amount of organisations is adjusted to nothing where what is left is hidden',
    file: 'packages/figures/releases/differences.ts',
    edits: [{ find: '!veiled.has(figureIn(fact))', replace: 'fact.value !== null' }],
    test: 'packages/figures/releases/differences.test.ts',
    named: 'takes nothing away where what is left',
  },
  {
    name: 'other places take in what was told before, whatever is left over beside it',
    file: 'packages/figures/disclosure/step.ts',
    edits: [{ find: ' && areSafeBeside(absorbed(before, next, now), next)', replace: '' }],
    test: 'packages/figures/slices/edition.test.ts',
    named: 'of a year told before takes no commune',
  },
  {
    name: 'what was sealed by a clock that was ahead is left as it is',
    file: 'packages/figures/slices/build-slices.ts',
    edits: [{ find: '  await dateSealedAnew(client, { association, asOf, epoch });\n', replace: '' }],
    test: 'packages/figures/releases/seal.test.ts',
    named: 'by a clock that was a year ahead',
  },
  {
    name: 'what the owner of an id refuses is written all the same',
    file: 'packages/platform/verb/act.ts',
    edits: [{ find: '      refuse(whyNotNamed);\n', replace: '' }],
    test: 'services/training/session/names-of-people.test.ts',
    named: 'is refused at its field, in both languages',
  },
];
