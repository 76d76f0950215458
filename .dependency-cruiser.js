const SERVICES = ['inventory', 'lending', 'training', 'partners'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...SERVICES.map((service) => ({
      name: `${service}-imports-no-other-service`,
      severity: 'error',
      comment: `${service} may not import another service: their data meet in the graph only (a reference, a stub type with @key, or callPeer for a write). See design rule 1 in CONTRIBUTING.md.`,
      from: { path: `^services/${service}/` },
      to: { path: `^services/(?!kit/|${service}/)` },
    })),
    {
      name: 'services-import-the-kit-only',
      severity: 'error',
      comment:
        'A service stands on services/kit alone: what it needs of the gateway or of a script belongs in the kit, or is handed to it as an option.',
      from: { path: '^services/' },
      to: { path: '^(gateway|scripts)/' },
    },
    {
      name: 'kit-knows-no-service',
      severity: 'error',
      comment:
        'The kit is what services are made with: it cannot know one of them. Hand it what it needs as an argument.',
      from: { path: '^services/kit/' },
      to: { path: '^services/(?!kit/)' },
    },
    {
      name: 'gateway-knows-services-in-one-place',
      severity: 'error',
      comment:
        'Only gateway/instance.ts puts the four services into one process; the rest of the gateway knows a subgraph by its interface (services/kit/subgraph.ts).',
      from: { path: '^gateway/', pathNot: '^gateway/(instance|open-services)\\.ts$|\\.test\\.ts$' },
      to: { path: '^services/(?!kit/)' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment:
        'A *.rules.ts decides from what it is given: it may import types, other rules, refusals and the calendar, never a database, a context or a verb.',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '^services/kit/(database|verb|impact|paging|testing)/|^services/kit/(service-context|create-subgraph|build-schema|loader|serve|call-peer|policies)|\\.(loaders|reference|factory)\\.ts$|node_modules/(@mikro-orm|type-graphql|pg|graphql|dataloader)/',
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
        pathNot: '^services/kit/|^services/[a-z]+/import/|\\.test\\.ts$|\\.factory\\.ts$',
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
      comment: 'No index.ts, utils/, helpers/ or common/: name the file by what it holds and put it where it is used.',
      from: {},
      to: { path: '/(index\\.tsx?$|utils/|helpers/|common/)', pathNot: 'node_modules' },
    },
    {
      name: 'what-runs-needs-no-development-package',
      severity: 'error',
      comment: 'This file runs at an association: what it imports must stand in "dependencies" of package.json.',
      from: {
        path: '^(services|gateway)/',
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
