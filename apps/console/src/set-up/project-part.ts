import type { ProjectSettings } from '@hearth/schema';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { DocumentPart } from './document-part.ts';
import { textField } from './fields.ts';
import './snippet.ts';

/** The project's name, home and time zone. */
@customElement('hearth-set-up-project')
export class ProjectPart extends DocumentPart<ProjectSettings> {
  protected override read = () => backend.project.get.query();
  protected override store = ({ version, name, homeUrl, timeZone }: ProjectSettings) =>
    backend.project.save.mutate({ version, name, homeUrl, timeZone });

  protected override fields(project: ProjectSettings) {
    return html`<section class="card">
      <header><h2>Project</h2></header>
      <div class="grid">
        ${textField(this.form, {
          name: 'name',
          label: 'Name',
          value: project.name,
          set: (value) =>
            this.edit((draft) => {
              draft.name = value;
            }),
        })}
        ${textField(this.form, {
          name: 'homeUrl',
          label: 'Home page',
          hint: 'Where referral links lead.',
          type: 'url',
          value: project.homeUrl,
          set: (value) =>
            this.edit((draft) => {
              draft.homeUrl = value;
            }),
        })}
        ${textField(this.form, {
          name: 'timeZone',
          label: 'Time zone',
          hint: 'Days and weeks of every number begin by it. Numbers are worked out anew after a change.',
          list: 'time-zones',
          value: project.timeZone,
          set: (value) =>
            this.edit((draft) => {
              draft.timeZone = value;
            }),
        })}
        <div class="field">
          <span class="label">Site key</span>
          <hearth-snippet label="the site key" .text=${project.siteKey}></hearth-snippet>
          <p class="muted">Public: it names the project in your pages.</p>
        </div>
      </div>
      <datalist id="time-zones">${zones.map((zone) => html`<option value=${zone}></option>`)}</datalist>
    </section>`;
  }
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
