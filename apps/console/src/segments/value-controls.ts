import type { SegmentVocabulary } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { minorDigits } from '../format/money.ts';
import { dayField, numberField, select, textField } from './controls.ts';
import { type Fields, subjects, typesOf } from './subjects.ts';
import { ValuesInput } from './values-input.ts';

interface Context {
  fields: Fields;
  vocabulary: SegmentVocabulary;
  name: string;
  isInvalid: boolean;
  set: (change: Readonly<Record<string, unknown>>) => void;
  become: (fields: Fields) => void;
}

const yesOrNo = (context: Context, key: string, [yes, no]: readonly [string, string]): TemplateResult =>
  select({
    label: 'Yes or no',
    options: [
      ['yes', yes],
      ['no', no],
    ],
    chosen: context.fields[key] === false ? 'no' : 'yes',
    choose: (value) => context.set({ [key]: value === 'yes' }),
  });

/** What a condition is compared with: the end of its sentence. */
export function valueControls(context: Context): TemplateResult | typeof nothing {
  const { fields, set } = context;
  switch (fields.about) {
    case 'verified':
      return yesOrNo(context, 'value', ['yes', 'no, anonymous']);
    case 'badge':
      return yesOrNo(context, 'held', ['is held', 'is not held']);
    case 'checklist':
      return select({
        label: 'State',
        options: [
          ['completed', 'is completed'],
          ['started', 'is started'],
          ['not_started', 'is not started'],
        ],
        chosen: fields.state,
        choose: (state) => set({ state }),
      });
    case 'referral':
      return select({
        label: 'State',
        options: [
          ['joined', 'came by a link'],
          ['qualified', 'came by a link and qualified'],
          ['shared', 'shared their own link'],
        ],
        chosen: fields.state,
        choose: (state) => set({ state }),
      });
    case 'event':
    case 'activity':
      return frequency(context);
    default:
      return comparedWith(context);
  }
}

function frequency({ fields, set, become, isInvalid }: Context): TemplateResult {
  const within = fields.days !== undefined;
  const forEver = () => {
    const { days: _days, ...rest } = fields;
    become({ ...rest, about: fields.about });
  };
  return html`${numberField({
    label: 'How often',
    value: fields.count,
    isWhole: true,
    isInvalid: isInvalid && fields.count === '',
    type: (count) => set({ count }),
  })}
    <span class="word">${fields.count === 1 ? 'time' : 'times'}</span>
    ${select({
      label: 'Within',
      options: [
        ['within', 'in the last'],
        ['ever', 'ever'],
      ],
      chosen: within ? 'within' : 'ever',
      choose: (value) => (value === 'ever' ? forEver() : set({ days: 30 })),
    })}
    ${within ? daysField({ fields, set, isInvalid }, 'days') : nothing}`;
}

const daysField = (
  { fields, set, isInvalid }: Pick<Context, 'fields' | 'set' | 'isInvalid'>,
  words: string,
) =>
  html`${numberField({
    label: 'Days',
    value: fields.days,
    isWhole: true,
    isInvalid: isInvalid && fields.days === '',
    type: (days) => set({ days }),
  })} <span class="word">${words}</span>`;

function comparedWith(context: Context): TemplateResult | typeof nothing {
  const { fields, set, isInvalid } = context;
  switch (fields.test) {
    case 'exists':
    case 'missing':
      return nothing;
    case 'within_days':
    case 'within_next_days':
      return daysField(context, 'days');
    case 'more_than_days_ago':
      return daysField(context, 'days ago');
    case 'before':
    case 'from':
      return dayField({
        label: 'Day',
        value: fields.day,
        isInvalid: isInvalid && !fields.day,
        type: (day) => set({ day }),
      });
    case 'in':
    case 'not_in':
      return several(context);
    default:
      return single(context);
  }
}

const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value));

function several({ fields, vocabulary, name, isInvalid, set }: Context): TemplateResult {
  const values = Array.isArray(fields.values) ? fields.values : [];
  const onlyNumbers =
    subjects[fields.about].kind === 'trait' && !typesOf(fields, vocabulary).includes('text');
  const handleChange = ({ target }: Event) => {
    if (!(target instanceof ValuesInput)) return;
    set({
      values: target.values.map((value) => (onlyNumbers && isNumber(String(value)) ? Number(value) : value)),
    });
  };
  return html`<hearth-values
    .values=${values}
    .suggestions=${suggestionsFor(fields, vocabulary)}
    .label=${'Values'}
    .listId=${`${name}-values`}
    .invalid=${isInvalid && values.length === 0}
    @change=${handleChange}
  ></hearth-values>`;
}

function single(context: Context): TemplateResult {
  const { fields, vocabulary, name, set } = context;
  const isInvalid = context.isInvalid && (fields.value === '' || fields.value === undefined);
  if (fields.about === 'mrr') return money(context, isInvalid);
  const { kind } = subjects[fields.about];
  const types = kind === 'trait' ? typesOf(fields, vocabulary) : [];
  const [type] = types;
  if (types.length === 1 && type === 'boolean') return yesOrNo(context, 'value', ['true', 'false']);
  const isOrder = ['at_least', 'at_most', 'more_than', 'less_than'].includes(String(fields.test));
  if (isOrder || kind === 'number' || kind === 'answer' || (types.length === 1 && type === 'number')) {
    return numberField({ label: 'Number', value: fields.value, isInvalid, type: (value) => set({ value }) });
  }
  return textField({
    label: 'Value',
    placeholder: 'Value',
    value: fields.value,
    suggestions: suggestionsFor(fields, vocabulary),
    listId: `${name}-value`,
    isInvalid,
    type: (value) => set({ value }),
  });
}

/** Typed in whole units, kept in minor ones. */
function money({ fields, vocabulary: { currency }, set }: Context, isInvalid: boolean): TemplateResult {
  const minor = 10 ** minorDigits(currency);
  return html`${numberField({
    label: `Amount in ${currency}`,
    value: typeof fields.value === 'number' ? fields.value / minor : '',
    isInvalid,
    type: (value) => set({ value: value === '' ? '' : Math.round(value * minor) }),
  })} <span class="word">${currency} a month</span>`;
}

function suggestionsFor(fields: Fields, { plans, locales, traits }: SegmentVocabulary): readonly string[] {
  if (fields.about === 'plan') return plans;
  if (fields.about === 'locale') return locales;
  const of = fields.about === 'member_trait' ? 'member' : 'account';
  return subjects[fields.about].kind === 'trait'
    ? (traits.find((trait) => trait.of === of && trait.name === fields.name)?.examples ?? [])
    : [];
}
