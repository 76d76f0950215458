const SERVICES = ['inventory', 'lending', 'training', 'partners'];
/** The packages, from the ground up: each may import those of the floors below it. */
const FLOORS = [['calendar'], ['geography'], ['platform'], ['imports', 'figures']];
/** The rooms of packages/figures in the same order; the root of it puts them together. */
const ROOMS = [['measures'], ['disclosure'], ['slices'], ['releases'], ['read', 'replication'], ['operate'], ['run']];
const ROOMS_OF_REPLICATION = [['message'], ['install'], ['publish', 'receive'], ['compare']];
const ROOMS_OF_PLATFORM = [
  ['refusals', 'access', 'documents'],
  ['peers'],
  ['database'],
  ['metrics', 'read'],
  ['context'],
  ['jobs', 'schema'],
  ['references'],
  ['verb'],
  ['merge'],
  ['service'],
];
/** Tests, and what only tests use, may look into every room of the house they test. */
const TESTS = '\\.test\\.ts$|/testing/';

/** Arrows run down only: what stands on a floor imports its own folder and the floors below. */
function arrowsDown(floors, folder) {
  return floors.flatMap((floor, height) =>
    floor.map((name) => {
      const below = floors.slice(0, height).flat();
      const may = [name, ...below];
      return {
        name: `${folder.replaceAll('/', '-')}-${name}-imports-down-only`,
        severity: 'error',
        comment: `${folder}/${name} may import ${below.length > 0 ? below.map((each) => `${folder}/${each}`).join(', ') : 'nothing beside it'}. What it needs of another belongs below both, or is handed to it as an argument. See "The house" in CONTRIBUTING.md.`,
        from: { path: `^${folder}/${name}/`, pathNot: TESTS },
        to: { path: `^${folder}/(?!(${may.join('|')})/)[^/]+/` },
      };
    }),
  );
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...SERVICES.map((service) => ({
      name: `${service}-imports-no-other-service`,
      severity: 'error',
      comment: `${service} may not import another service: their data meet in the graph only (a reference, a stub type with @key, or callPeer for a write). See design rule 1 in CONTRIBUTING.md.`,
      from: { path: `^services/${service}/` },
      to: { path: `^services/(?!${service}/)` },
    })),
    {
      name: 'services-import-packages-only',
      severity: 'error',
      comment:
        'A service stands on packages/ alone: what it needs of the gateway or of a script belongs in a package, or is handed to it as an option.',
      from: { path: '^services/' },
      to: { path: '^(gateway|scripts)/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      comment:
        'Packages are what services are made with: they know no service, no gateway and no script. Hand them what they need as an argument.',
      from: { path: '^packages/' },
      to: { path: '^(services|gateway|scripts)/' },
    },
    ...arrowsDown(FLOORS, 'packages'),
    ...arrowsDown(ROOMS, 'packages/figures'),
    ...arrowsDown(ROOMS_OF_REPLICATION, 'packages/figures/replication'),
    ...arrowsDown(ROOMS_OF_PLATFORM, 'packages/platform'),
    {
      name: 'disclosure-is-pure',
      severity: 'error',
      comment:
        'packages/figures/disclosure takes counts and gives what may be published: no SQL, no clock, no graph. What reads the database stands in packages/figures/slices.',
      from: { path: '^packages/figures/disclosure/', pathNot: TESTS },
      to: {
        path: '^packages/platform/(?!schema/decimal\\.ts)|^packages/calendar/clock|node_modules/(@mikro-orm|type-graphql|pg|graphql|dataloader|graphile-worker)/',
      },
    },
    {
      name: 'gateway-knows-services-in-one-place',
      severity: 'error',
      comment:
        'Only gateway/instance.ts puts the four services into one process; the rest of the gateway knows a subgraph by its interface (packages/platform/peers/subgraph.ts).',
      from: { path: '^gateway/', pathNot: '^gateway/(instance|open-services)\\.ts$|\\.test\\.ts$' },
      to: { path: '^services/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment:
        'A *.rules.ts decides from what it is given: it may import types, other rules, refusals and the calendar, never a database, a context or a verb.',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '^packages/(platform/(?!refusals/|schema/|references/id-forms|context/ids)|figures/(?!measures/)|imports/)|\\.(loaders|reference|factory)\\.ts$|node_modules/(@mikro-orm|type-graphql|pg|graphql|dataloader)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'verbs-do-not-call-verbs',
      severity: 'error',
      comment:
        "Another noun's entity, rules and loaders may be used, never its verbs: what two verbs share is a rule. An import is many verbs at once, and takes its lines through them.",
      from: {
        path: '^services/([a-z]+)/([a-z-]+)/',
        pathNot: '^services/[a-z]+/import/|\\.test\\.ts$|\\.factory\\.ts$',
      },
      to: {
        path: '^services/$1/(?!$2/)[a-z-]+/[a-z]+-[a-z-]+\\.ts$',
        pathNot: '\\.(entity|rules|loaders|reference|factory)\\.ts$|/migrations/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Two files that import each other cannot be read, tested or loaded apart. Move what they share below both.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-drawers-nor-barrels',
      severity: 'error',
      comment:
        'No index.ts, utils/, helpers/, common/ or kit/: name the file by what it holds and put it where it is used.',
      from: {},
      to: { path: '/(index\\.tsx?$|utils/|helpers/|common/|kit/)', pathNot: 'node_modules' },
    },
    {
      name: 'what-runs-needs-no-development-package',
      severity: 'error',
      comment: 'This file runs at an association: what it imports must stand in "dependencies" of package.json.',
      from: {
        path: '^(packages|services|gateway)/',
        pathNot: '\\.test\\.ts$|/testing/|\\.factory\\.ts$|^gateway/sandbox/(page/|bundle)',
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports this file and it starts nothing: delete it.',
      from: {
        orphan: true,
        pathNot: '\\.test\\.ts$|\\.d\\.ts$|main\\.ts$|^scripts/|/testing/global-|^gateway/sandbox/|jest\\.config\\.js$',
      },
      to: {},
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/|scripts/compare/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], conditionNames: ['import', 'node', 'default'] },
  },
};
