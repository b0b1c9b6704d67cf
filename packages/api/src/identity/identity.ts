import type { Bus } from '../bus.ts';
import type { Actor, HostContext, ProjectRef } from '../context.ts';
import type { Database } from '../database/database.ts';
import { inTenant } from '../database/tenant-scope.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { MemberRegister } from '../members/register.ts';
import { findAnonymousMember, touchMember } from '../members/store.ts';
import { readCredential, readSecretKey } from './authorization.ts';
import { BriefCache } from './brief-cache.ts';
import { verifyMemberToken } from './member-token.ts';
import { digest } from './secret.ts';
import { findProject, findSecretKey, type KnownProject } from './store.ts';

/**
 * Revoking a key or removing an origin takes effect at once on the process that is told, a moment later on those that
 * hear of it, and within this many milliseconds on any that cannot.
 */
export const PROJECT_LIFETIME = 3_000;
/** A token that has been verified is not verified again for this long, or until it expires. Milliseconds. */
const TOKEN_LIFETIME = 30_000;
const SKEW_SECONDS = 60;

/** `pk_live_` and letters and digits: anything else need not be looked up. */
const SITE_KEY = /^pk_[a-z]{2,8}_[A-Za-z0-9]{8,64}$/;

export interface WidgetCredentials {
  siteKey: string;
  /** The Origin header; browsers always send it across origins, and scripts may forge it. */
  origin: string | undefined;
  authorization: string | undefined;
}

interface KnownToken {
  actor: Extract<Actor, { type: 'verified' }>;
  keyId: string;
  expiresAt: number;
}

/** The one place that turns a request's credentials into a project and who acts in it. */
export class Identity {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #register: MemberRegister;
  readonly #projects: BriefCache<KnownProject | null>;
  readonly #tokens: BriefCache<KnownToken>;

  constructor(services: { database: Database; now: () => Date; bus?: Bus }) {
    this.#database = services.database;
    this.#now = services.now;
    const now = () => services.now().getTime();
    this.#register = new MemberRegister(services);
    this.#projects = new BriefCache({ size: 1_000, lifetime: PROJECT_LIFETIME, now });
    this.#tokens = new BriefCache({ size: 10_000, lifetime: TOKEN_LIFETIME, now });
    // Rare, and soon asked for again: all of them rather than a search for the one.
    services.bus?.on('settings', () => this.#projects.clear());
    services.bus?.on('missed', () => this.#projects.clear());
  }

  /**
   * The caller of the widget API.
   * @throws HearthError invalid_site_key, origin_not_allowed, token_invalid, token_expired
   */
  async resolveWidgetCaller(request: WidgetCredentials): Promise<{ project: ProjectRef; actor: Actor }> {
    const project = await this.#project(request.siteKey);
    if (request.origin !== undefined && !project.origins.has(request.origin)) {
      throw new HearthError(
        'origin_not_allowed',
        'This project does not allow this origin. Add its scheme, host and port to the allowed origins.',
      );
    }
    const credential = readCredential(request.authorization);
    switch (credential.type) {
      case 'none':
        return { project, actor: { type: 'visitor' } };
      case 'anonymous':
        return {
          project,
          actor: await inTenant([project.id], () => this.#anonymous(project, credential.token)),
        };
      case 'signed':
        return {
          project,
          actor: await inTenant([project.id], () => this.#verified(project, credential.token)),
        };
    }
  }

  /** Whether a browser page of this origin may ask at all: what a CORS preflight needs. Unknown keys allow none. */
  async allowsOrigin(siteKey: string, origin: string): Promise<boolean> {
    const project = SITE_KEY.test(siteKey) ? await this.#find(siteKey) : null;
    return project?.origins.has(origin) ?? false;
  }

  /**
   * A host's backend, by its secret key. Browsers are refused, so that a leaked key is of less use in one.
   * @throws HearthError origin_not_allowed, sign_in_required, token_invalid, token_expired
   */
  async resolveHostCaller(request: {
    origin: string | undefined;
    authorization: string | undefined;
  }): Promise<Pick<HostContext, 'project' | 'scopes'>> {
    if (request.origin !== undefined) {
      throw new HearthError(
        'origin_not_allowed',
        'Secret keys belong on a server. Never send one from a browser.',
      );
    }
    if (request.authorization === undefined) {
      throw new HearthError(
        'sign_in_required',
        'Send a secret key as "Authorization: Bearer sk_live_…", or as the user name of HTTP Basic.',
      );
    }
    const key = await findSecretKey(this.#database, digest(readSecretKey(request.authorization)));
    if (!key) throw new HearthError('token_invalid', 'There is no such secret key.');
    if (key.revokedAt) throw new HearthError('token_invalid', 'This secret key was revoked. Use another.');
    if (key.expiresAt && key.expiresAt <= this.#now()) {
      throw new HearthError('token_expired', 'This secret key has expired. Create another.');
    }
    return { project: key.project, scopes: key.scopes };
  }

  async #project(siteKey: string): Promise<KnownProject> {
    const project = SITE_KEY.test(siteKey) ? await this.#find(siteKey) : null;
    if (!project)
      throw new HearthError('invalid_site_key', 'No project has this site key. Check data-site-key.');
    return project;
  }

  #find(siteKey: string): Promise<KnownProject | null> {
    return this.#projects.get(siteKey, () => findProject(this.#database, siteKey));
  }

  /** Not cached: once merged, the credential is refused at once, on every process. */
  async #anonymous(project: KnownProject, token: string): Promise<Actor> {
    const member = await findAnonymousMember(this.#database, project.id, digest(token));
    if (!member) {
      throw new HearthError(
        'token_invalid',
        'This anonymous credential is unknown. Ask members.anonymous for one.',
      );
    }
    if (member.mergedIntoId !== null) {
      throw new HearthError(
        'token_invalid',
        'This anonymous credential was merged into a member. Forget it.',
      );
    }
    const now = this.#now();
    await touchMember(this.#database, { projectId: project.id, ...member, now });
    return { type: 'anonymous', memberId: member.id };
  }

  async #verified(project: KnownProject, token: string): Promise<Actor> {
    const verifiedAt = this.#now();
    // Since somebody was forgotten, nobody is who they were remembered to be: see MemberRegister.
    const cacheKey = `${project.id}/${project.forgotten}/${digest(token).toString('base64')}`;
    const known = await this.#tokens.get(cacheKey, async () => {
      const { claims, keyId, issuedAt, expiresAt } = await verifyMemberToken(token, project, verifiedAt);
      const memberId = await this.#register.remember(project, claims, issuedAt);
      return { actor: { type: 'verified', memberId, externalId: claims.sub }, keyId, expiresAt };
    });
    // What was true when it was verified may have ended since; verifying again finds the right sentence.
    const ended = known.expiresAt + SKEW_SECONDS <= this.#now().getTime() / 1000;
    const revoked = project.keys.get(known.keyId)?.revoked ?? true;
    if (ended || revoked) await verifyMemberToken(token, project, this.#now());
    return known.actor;
  }
}
