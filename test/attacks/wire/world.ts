import { randomUUID } from 'node:crypto';
import {
  configureProject,
  createHs256Key,
  createProject,
  createSecretKey,
  inviteOperator,
} from '@hearth/api';
import { type Role, RoleSchema, ScopeSchema } from '@hearth/schema';
import { configuration } from '../../../apps/server/src/demo/configuration.ts';
import { signMember } from '../../../apps/server/src/demo/sign-member.ts';
import { startTestServer, type TestServer } from '../../../apps/server/src/testing.ts';
import type { Ids } from './known.ts';

const PASSWORD = 'a sentence is a good password';
const UNLIMITED = { address: 1e9, project: 1e9, member: 1e9 };

/** A server with a project in which something is going on, another project beside it, and whoever may ask. */
export interface World {
  server: TestServer;
  /** The project's rows that an attacker may know, and rows of the other project among them. */
  ids: Ids;
  /** Fields whose right value is the server's to say. */
  current: ReadonlyMap<string, () => readonly string[]>;
  /** Headers by the kind of credential; those of members are signed anew, as they live for minutes. */
  credentials(): Credentials;
  stripeSecret(): string;
  codes(): readonly string[];
  /** Reads again what the attack has changed. */
  refresh(): Promise<void>;
  /** Lines of the log at level error or above. */
  complaints: string[];
  close(): Promise<void>;
}

type Headers = Record<string, string>;
export interface Callers {
  /** Who is let in, if not to everything. */
  known: readonly Headers[];
  refused: readonly Headers[];
}
export interface Credentials {
  widget: Callers;
  host: Callers;
  console: Callers;
  /** A session that may be ended. */
  spare: Headers;
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

/** What no server should take for a credential. */
const forged: readonly Headers[] = [
  bearer('x'),
  bearer('anon_AAAAAAAAAAAAAAAAAAAAAA'),
  bearer('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'),
  bearer('a'.repeat(5_000)),
  bearer('sk_live_00000000000000000000000000000000'),
  { authorization: 'Basic Og==' },
  { authorization: 'Basic !!!' },
  { authorization: 'Bearer \u00e9\u00ff' },
  { authorization: '' },
  { cookie: 'hearth-console=0; __Host-hearth=1; a=%E0%A4%A' },
  { origin: 'https://evil.example', ...bearer('x') },
  { origin: 'null' },
];

const AS_CONSOLE = { 'content-type': 'application/json', 'hearth-console': '1' };

export async function openWorld(database: 'pglite' | 'postgres'): Promise<World> {
  const complaints: string[] = [];
  const onLog = (line: string) => {
    if (/"level":[56]0/.test(line)) complaints.push(line);
  };
  const server = await startTestServer({ rates: UNLIMITED, database, onLog });
  const { app, backend, project } = server;
  const { services } = backend;
  const sql = services.database;
  await configureProject(sql, project.projectId, configuration);
  const other = await openOther(server);

  const sessions: Headers[] = [];
  for (const role of [...RoleSchema.options, 'owner'] as const) sessions.push(await sessionOf(server, role));
  const [spare = {}] = sessions.splice(-1);
  const narrow = await createSecretKey(sql, {
    projectId: project.projectId,
    name: 'Narrow',
    scopes: ['facts:write'],
    expiresAt: null,
  });

  await app.inject({
    method: 'POST',
    url: '/v1/batch',
    headers: bearer(project.secretKey),
    payload: {
      batch: [
        { type: 'identify', userId: 'decoy', traits: { name: 'Decoy', plan: 'pro', seats: 3 } },
        { type: 'group', userId: 'decoy', groupId: 'acme', traits: { name: 'Acme' } },
      ],
    },
  });

  const ids: Ids = new Map();
  const versions: string[] = [];
  const codes: string[] = [];
  let stripeSecret = '';
  let members: Headers[] = [];
  let strangers: Headers[] = [];
  const owners = sessions.slice(0, 1);

  const refresh = async () => {
    const now = new Date();
    members = [
      bearer(await signMember(project, { sub: 'maya', name: 'Maya', traits: { plan: 'pro' } }, now)),
      bearer(await signMember(project, { sub: 'olu', account: { id: 'acme', name: 'Acme' } }, now)),
    ];
    strangers = [
      bearer(await signMember(project, { sub: 'old' }, new Date(now.getTime() - 86_400_000))),
      bearer(await signMember(other.signer, { sub: 'stranger' }, now)),
      bearer(other.anonymous),
    ];
    for (const [prefix, table] of tables) {
      const rows = await sql.query<{ id: string }>(
        `SELECT id FROM ${table} WHERE project_id IN ($1::uuid, $2::uuid) ORDER BY random() LIMIT 40`,
        [project.projectId, other.signer.projectId],
      );
      ids.set(
        prefix,
        rows.map(({ id }) => `${prefix}_${id.replaceAll('-', '')}`),
      );
    }
    const decoys = await sql.query<{ id: string }>(`SELECT id FROM member WHERE external_id = 'decoy'`);
    ids.set(
      'mem',
      decoys.map(({ id }) => `mem_${id.replaceAll('-', '')}`),
    );
    ids.set('uuid', [randomUUID(), narrow.id]);
    const owner = sessions[0] ?? {};
    versions.length = 0;
    for (const name of ['project', 'surveys', 'checklists', 'rewards', 'referrals']) {
      const { body } = await app.inject({ url: `/console-api/${name}.get?input=%7B%7D`, headers: owner });
      const version = /"version":"([^"]+)"/.exec(body)?.[1];
      if (version !== undefined) versions.push(version);
    }
    const [row] = await sql.query<{ stripe_secret: string | null }>(
      'SELECT stripe_secret FROM project WHERE id = $1::uuid',
      [project.projectId],
    );
    stripeSecret = row?.stripe_secret ?? '';
    const links = await sql.query<{ code: string }>('SELECT code FROM referral_code LIMIT 10');
    codes.splice(0, codes.length, ...links.map(({ code }) => code));
  };
  await sql.execute(`UPDATE project SET stripe_secret = 'whsec_0123456789abcdef' WHERE id = $1::uuid`, [
    project.projectId,
  ]);
  await refresh();

  const texts = new Map([
    ['version', () => versions],
    ['origin', () => ['https://decoy.example', 'http://localhost:1', 'https://\u00e9.example', 'nonsense']],
    ['homeUrl', () => ['https://app.example/start', 'javascript:alert(1)', 'https://']],
    ['code', () => codes],
    ['userId', () => ['decoy', 'user-1', 'user-2']],
    ['memberExternalId', () => ['decoy', 'maya', 'olu']],
    ['previousId', () => ['anonymous-1', 'decoy']],
    ['stripeSecret', () => ['whsec_0123456789abcdef', 'whsec_abcdef0123456789']],
  ]);
  return {
    server,
    ids,
    current: texts,
    credentials: () => ({
      widget: { known: [...members, {}], refused: [...strangers, ...forged] },
      host: {
        known: [
          bearer(project.secretKey),
          { authorization: `Basic ${Buffer.from(`${project.secretKey}:`).toString('base64')}` },
          bearer(other.secretKey),
        ],
        refused: [
          bearer(narrow.secretKey),
          { ...bearer(project.secretKey), origin: project.origin },
          {},
          ...forged,
        ],
      },
      console: { known: [...sessions, ...owners, ...owners], refused: [{}, ...forged] },
      spare,
    }),
    stripeSecret: () => stripeSecret,
    codes: () => [...codes, 'ABCDEF', '', '%00', '..', 'x'.repeat(300)],
    refresh,
    complaints,
    close: () => server.close(),
  };
}

/** Tables whose rows have ids on the wire. Members and operators are not among them: who asks has to stay. */
const tables = new Map([
  ['sur', 'survey'],
  ['chk', 'checklist'],
  ['itm', 'checklist_item'],
  ['bdg', 'badge'],
  ['rwd', 'reward'],
  ['pst', 'post'],
  ['cmt', 'comment'],
  ['seg', 'segment'],
  ['acc', 'account'],
  ['ant', 'annotation'],
  ['act', 'moderation_action'],
  ['int', 'interaction'],
]);

/** Another tenant, whose credentials and ids are valid and not for this one. */
async function openOther({ app, backend }: TestServer) {
  const sql = backend.services.database;
  const origin = 'https://other.example';
  const created = await createProject(sql, { name: 'Other', homeUrl: origin, origins: [origin] });
  const signer = { ...created, ...(await createHs256Key(sql, created.projectId)) };
  const key = {
    projectId: created.projectId,
    name: 'Other',
    scopes: [...ScopeSchema.options],
    expiresAt: null,
  };
  const { secretKey } = await createSecretKey(sql, key);
  await configureProject(sql, created.projectId, configuration);
  const made = await app.inject({
    method: 'POST',
    url: `/w/${created.siteKey}/members.anonymous`,
    headers: { 'content-type': 'application/json' },
    payload: '{}',
  });
  const anonymous = /anon_[\w-]{22}/.exec(made.body)?.[0] ?? '';
  return { signer, secretKey, anonymous };
}

async function sessionOf({ app, address, backend, project }: TestServer, role: Role): Promise<Headers> {
  const { token } = await inviteOperator(backend.services.database, {
    projectId: project.projectId,
    email: `${role}-${randomUUID().slice(0, 8)}@app.example`,
    name: role,
    role,
    now: new Date(),
  });
  const headers = { ...AS_CONSOLE, origin: backend.services.publicUrl, host: new URL(address).host };
  const accepted = await app.inject({
    method: 'POST',
    url: '/console-api/operators.acceptInvitation',
    headers,
    payload: { token, password: PASSWORD },
  });
  const [cookie = ''] = String(accepted.headers['set-cookie']).split(';');
  return { cookie, origin: backend.services.publicUrl, 'hearth-console': '1' };
}
