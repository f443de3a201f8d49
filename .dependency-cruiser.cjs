const pure = '^packages/(statistics|diagnosis|verification|coaching|content-features)/';
const tests = '\\.(test|property\\.test|test-support)\\.ts$';

/** Dependencies point inward: services → adapters → domain → contracts. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-service-imports-another',
      comment: 'Only standalone, which runs them all in one process, knows the other services.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '^services/standalone/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(services|dashboards|test|infra)/', pathNot: '^infra/local/' },
    },
    {
      name: 'pure-domain',
      comment: 'No IO, clock or Node types in statistics, diagnosis, verification and coaching.',
      severity: 'error',
      from: { path: pure, pathNot: tests + '|/scripts/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-domain-knows-no-adapter',
      severity: 'error',
      from: { path: pure, pathNot: tests + '|/scripts/' },
      to: {
        path: '^packages/',
        pathNot: '^packages/(statistics|diagnosis|verification|coaching|content-features|contracts)/',
      },
    },
    {
      name: 'infrastructure-knows-nothing-of-sales',
      severity: 'error',
      from: { path: '^packages/(runtime|event-bus|jobs|embedded-servers)/', pathNot: tests },
      to: {
        path: '^packages/(contracts|warehouse|store|connectors|statistics|diagnosis|verification|coaching|simulator)/',
      },
    },
    {
      name: 'local-servers-are-for-tests',
      comment: 'Real servers are started by tests and by the command for developers, never by the product.',
      severity: 'error',
      from: { path: '^(packages|services)/', pathNot: tests + '|/(testing|test-support|scripts)/' },
      to: { path: '^infra/local/' },
    },
    {
      name: 'infra-has-no-product-logic',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(packages|services)/', pathNot: '^packages/(event-bus|embedded-servers|runtime)/' },
    },
    {
      name: 'contracts-depend-on-nothing',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/contracts/' },
    },
    {
      name: 'oracle-shares-nothing-with-the-product',
      severity: 'error',
      from: { path: '^test/support/oracle/', pathNot: tests },
      to: { path: '^(packages|services)/' },
    },
    { name: 'not-resolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
