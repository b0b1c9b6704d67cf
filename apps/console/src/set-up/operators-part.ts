import type { Invited, Role, Teammate } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { selectField, textField } from './fields.ts';
import { Form } from './form.ts';
import '../parts/dialog.ts';
import './snippet.ts';

const roles: readonly { value: Role; label: string }[] = [
  { value: 'owner', label: 'Owner · everything, operators too' },
  { value: 'admin', label: 'Admin · numbers, members, feed, set-up' },
  { value: 'moderator', label: 'Moderator · numbers, members, feed' },
  { value: 'analyst', label: 'Analyst · numbers, members, segments' },
];
const short = roles.map(({ value, label }) => ({ value, label: label.split(' · ')[0] ?? label }));

type Open =
  | { what: 'invite' }
  | { what: 'link'; name: string; invited: Invited }
  | { what: 'disable'; who: Teammate };

/** Who may sign in to the console, and as what. */
@customElement('hearth-set-up-operators')
export class OperatorsPart extends PageElement {
  @state() private open: Open | null = null;
  @state() private draft: { email: string; name: string; role: Role } = {
    email: '',
    name: '',
    role: 'analyst',
  };

  readonly #form = new Form(this);
  readonly #team = new Load<{ operators: Teammate[] }>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ask();
  }

  #ask = (): void => {
    void this.#team.ask(() => backend.team.list.query());
  };

  private handleInvite = async (): Promise<void> => {
    const { draft } = this;
    await this.#form.send(async () => {
      this.open = { what: 'link', name: draft.name, invited: await backend.team.invite.mutate(draft) };
      this.draft = { email: '', name: '', role: 'analyst' };
    });
    this.#ask();
  };

  private handleInviteAgain = async ({ id, name }: Teammate): Promise<void> => {
    await this.#form.send(async () => {
      this.open = { what: 'link', name, invited: await backend.team.inviteAgain.mutate({ id }) };
    });
    this.#ask();
  };

  private handleRole = async (who: Teammate, role: Role): Promise<void> => {
    const done = await this.#form.send(() => backend.team.changeRole.mutate({ id: who.id, role }));
    if (done) toast({ text: `${who.name} is ${role} now.` });
    this.#ask();
  };

  private handleDisable = async ({ id, name }: Teammate): Promise<void> => {
    if (!(await this.#form.send(() => backend.team.disable.mutate({ id })))) return;
    this.handleClose();
    toast({ text: `${name} is signed out and can no longer sign in.` });
    this.#ask();
  };

  private handleEnable = async ({ id, name }: Teammate): Promise<void> => {
    if (await this.#form.send(() => backend.team.enable.mutate({ id })))
      toast({ text: `${name} can sign in again.` });
    this.#ask();
  };

  private handleClose = (): void => {
    this.open = null;
    this.#form.clear();
  };

  override render() {
    const team = this.#team.value;
    if (!team)
      return this.#team.problem
        ? failure(this.#team.problem, this.#team.retry)
        : html`<section class="card">${skeleton(6)}</section>`;
    return html`<section class="card">
      <header>
        <h2>Operators</h2>
        <button class="primary" @click=${() => {
          this.open = { what: 'invite' };
        }}>${icon('add')} Invite somebody</button>
        <p>An invitation is a link that you hand over yourself. It works once, for three days, and also replaces a lost password.</p>
      </header>
      ${this.#form.general && !this.open ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
      <ul class="rows people">${team.operators.map((who) => this.#row(who))}</ul>
      ${this.open ? this.#dialog(this.open) : nothing}
    </section>`;
  }

  #row(who: Teammate) {
    const disabled = who.status === 'disabled';
    return html`<li class=${disabled ? 'ended' : ''}>
      <div>
        <strong>${who.name}</strong> ${who.you ? html`<span class="tag">You</span>` : nothing}
        <p class="muted">${who.email} · ${standing(who)}</p>
      </div>
      ${
        disabled
          ? html`<span class="tag">Disabled</span><button @click=${() => this.handleEnable(who)}>Enable</button>`
          : html`<select aria-label="Role of ${who.name}" @change=${(event: Event) => this.#chooseRole(event, who)}>
                ${short.map(({ value, label }) => html`<option value=${value} ?selected=${value === who.role}>${label}</option>`)}
              </select>
              ${
                who.you
                  ? nothing
                  : html`<button aria-label="New link for ${who.name}" @click=${() => this.handleInviteAgain(who)}>New link</button>
                      <button class="danger" aria-label="Disable ${who.name}" @click=${() => {
                        this.open = { what: 'disable', who };
                      }}>Disable</button>`
              }`
      }
    </li>`;
  }

  async #chooseRole({ target }: Event, who: Teammate): Promise<void> {
    if (!(target instanceof HTMLSelectElement)) return;
    const chosen = short.find(({ value }) => value === target.value);
    if (chosen) await this.handleRole(who, chosen.value);
    // Refused: what is shown is what is so.
    await this.updateComplete;
    target.value = this.#team.value?.operators.find(({ id }) => id === who.id)?.role ?? who.role;
  }

  #dialog(open: Open) {
    const problem = this.#form.general
      ? html`<p class="problem" role="alert">${this.#form.general}</p>`
      : nothing;
    switch (open.what) {
      case 'invite':
        return html`<hearth-dialog heading="Invite somebody" @close=${this.handleClose}
          .content=${html`<div class="stack">${this.#fields()} ${problem}</div>`}
          .actions=${html`<button @click=${this.handleClose}>Cancel</button><button class="primary" @click=${this.handleInvite}>Make the link</button>`}
        ></hearth-dialog>`;
      case 'link':
        return html`<hearth-dialog heading="Hand this link to ${open.name}" @close=${this.handleClose}
          .content=${html`<div class="stack"><p>It lets them choose a password, once, until ${instant(open.invited.expiresAt)}. It is shown this once.</p>
            <hearth-snippet label="the link" .text=${open.invited.link}></hearth-snippet></div>`}
          .actions=${html`<button class="primary" @click=${this.handleClose}>Done</button>`}
        ></hearth-dialog>`;
      case 'disable':
        return html`<hearth-dialog heading="Disable ${open.who.name}?" @close=${this.handleClose}
          .content=${html`<div class="stack"><p>They are signed out everywhere at once. What they did stays in the logs, and you can enable them again.</p>${problem}</div>`}
          .actions=${html`<button @click=${this.handleClose}>Cancel</button><button class="danger" @click=${() => this.handleDisable(open.who)}>Disable</button>`}
        ></hearth-dialog>`;
    }
  }

  #fields() {
    const { email, name, role } = this.draft;
    const put = (part: Partial<typeof this.draft>) => {
      this.draft = { ...this.draft, ...part };
    };
    return html`${textField(this.#form, { name: 'name', label: 'Name', value: name, set: (value) => put({ name: value }) })}
    ${textField(this.#form, { name: 'email', label: 'E-mail', type: 'email', value: email, set: (value) => put({ email: value }) })}
    ${selectField(this.#form, { name: 'role', label: 'Role', value: role, options: roles, set: (value) => put({ role: value }) })}`;
  }
}

function standing({ status, invitedUntil, lastSeenAt }: Teammate): string {
  if (status === 'invited')
    return invitedUntil ? `invited until ${instant(invitedUntil)}` : 'the invitation has run out';
  return lastSeenAt ? `seen ${age(lastSeenAt)}` : 'not signed in';
}
