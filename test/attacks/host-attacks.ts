import { fiveWidgets } from './host-page.ts';

/** What the host page holds, or does, before the kit comes. */
export interface Attack {
  /** Markup that a visitor could have written into the page, past a filter that lets names and ids through. */
  planted?: string;
  /** A script of the page's own, or one that a visitor has talked it into: before everything else. */
  script?: string;
  /** More attributes of the script tag; `API` and `CANARY` stand for origins. */
  tag?: string;
  body?: string;
  /** The widgets that have to work all the same. None: what the page itself broke is not ours to repair. */
  widgets?: readonly string[];
  /** What the page's console then says, and nothing else. */
  says?: RegExp;
}

const pollute = (key: string, value: string) => `Object.prototype[${JSON.stringify(key)}] = ${value};`;

export const attacks: Record<string, Attack> = {
  'nothing at all': {},
  'a picture called currentScript, with another server’s address': {
    planted: '<img name=currentScript src="CANARY/hearth.js" data-site-key=pk_live_evil data-api="CANARY">',
  },
  'a form called currentScript': {
    planted: '<form name=currentScript><input name=src><input name=dataset><input name=getAttribute></form>',
  },
  'an element called hearth': { planted: '<a id=hearth href="CANARY">x</a>' },
  'two elements called hearth, one of them q': {
    planted: '<a id=hearth></a><a id=hearth name=q href="CANARY">x</a>',
  },
  'a form called hearth that has a version': { planted: '<form id=hearth><input name=version></form>' },
  'elements called as what a page is asked for': {
    planted: [
      'cookie',
      'body',
      'head',
      'domain',
      'hidden',
      'visibilityState',
      'URL',
      'location',
      'all',
      'forms',
      'scripts',
    ]
      .map((name) => `<img name=${name} id=${name}>`)
      .join(''),
  },
  'elements called as what a window has': {
    planted: [
      'fetch',
      'localStorage',
      'indexedDB',
      'navigator',
      'customElements',
      'trustedTypes',
      'litHtmlVersions',
      'name',
      'self',
      'top',
      'parent',
      'CSSStyleSheet',
      'crypto',
      'litHtmlPolyfillSupport',
      'reactiveElementPolyfillSupport',
      'litElementPolyfillSupport',
      'ShadyCSS',
      'JSCompiler_renameProperty',
    ]
      .map((name) => `<a id=${name} href="CANARY">x</a>`)
      .join(''),
  },
  'a picture called documentElement': { planted: '<img name=documentElement>' },
  'a server’s address in every object': { script: pollute('api', '"CANARY"') },
  'a tag’s every attribute in every object': {
    script: ['siteKey', 'api', 'locale', 'src', 'dataset', 'nonce', 'respectDoNotTrack', 'version', 'q']
      .map((key) => pollute(key, '"CANARY/x"'))
      .join(''),
  },
  'what a request is made of in every object': {
    script: ['method', 'body', 'mode', 'cache', 'credentials', 'redirect', 'referrer', 'integrity', 'window']
      .map((key) => pollute(key, '"x"'))
      .join(''),
    widgets: [],
  },
  'headers in every object': {
    script:
      pollute('headers', '{ "x-evil": "1" }') + pollute('x-evil', '"1"') + pollute('authorization', '"x"'),
  },
  'an answer in every object': {
    script:
      pollute('result', '{ data: { theme: { accent: "red;background:url(CANARY)" } } }') +
      pollute('data', '{}') +
      pollute('error', '{ message: "<img src=x onerror=__xss(1)>", data: {} }') +
      pollute('reason', '"token_invalid"') +
      pollute('status', '200'),
    widgets: [],
  },
  'Lit’s own words in every object': {
    script: [
      '_$litType$',
      '_$litDirective$',
      '_$litPart$',
      '_0',
      '_1',
      '_2',
      '_w',
      '_v',
      'strTag',
      'el',
      'h',
      'state',
      'attribute',
      'reflect',
      'converter',
      'noAccessor',
      'hasChanged',
      'type',
      'renderBefore',
      'creationScope',
      'host',
      'isConnected',
      'mode',
      'strings',
      'values',
      'raw',
      'templateFactory',
      'nodeType',
    ]
      .map((key) =>
        pollute(
          key,
          key === 'strings' || key === 'raw' ? '["<img src=x onerror=__xss(1)>", "<img src=CANARY>"]' : '1',
        ),
      )
      .join(''),
    widgets: [],
    says: /^TypeError: /,
  },
  'templates in every object': {
    script: `${pollute('_$litType$', '1')}${pollute('_0', '1')}${pollute('strings', 'Object.assign(["<img src=x onerror=__xss(1)>"], {})')}${pollute('values', '[]')}`,
    widgets: [],
    // Lit takes no template that was not written as one.
    says: /^Error: invalid template strings array$/,
  },
  'a then in every object that is no function': { script: pollute('then', '"x"') },
  'a toJSON in every object that is no function': { script: pollute('toJSON', '1') },
  'a get and a set in every object': {
    script:
      'Object.defineProperty(Object.prototype, "set", { value: 1, writable: true, configurable: true });',
  },
  'enumerable methods in every array': {
    script:
      'for (const name of ["contains", "remove", "last", "clear", "min", "max", "toArray"]) Array.prototype[name] = function () { return this; };',
  },
  'arrays with other methods': {
    script:
      'const { map, filter, forEach } = Array.prototype; Array.prototype.map = function (...given) { return map.apply(this, given); }; Array.prototype.filter = function (...given) { return filter.apply(this, given); }; Array.prototype.forEach = function (...given) { return forEach.apply(this, given); }; Array.prototype.includes = function (one) { return this.indexOf(one) !== -1; }; Array.from = ((from) => (...given) => from.apply(Array, given))(Array.from);',
  },
  'arrays that make themselves text, as in 2008': {
    script:
      'Array.prototype.toJSON = function () { return JSON.stringify(Array.prototype.slice.call(this)) && this.join(","); };',
    widgets: [],
  },
  'frozen prototypes': {
    script:
      'for (const each of [Object, Array, Function, Promise, Map, Set, RegExp, Error, Date, String, Number]) Object.freeze(each.prototype);',
  },
  'a fetch of its own': {
    script:
      'const real = window.fetch; window.asked = []; window.fetch = function (input, init) { window.asked.push(String(input.url ?? input)); return real.call(window, input, init); };',
  },
  'a fetch that fails': { script: 'window.fetch = () => { throw new Error("no"); };', widgets: [] },
  'a storage that throws': {
    script:
      'for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get() { throw new Error("blocked"); } });',
  },
  'hostile attributes of the script tag': {
    tag: 'data-locale="__proto__" data-theme="x" data-nonce="&quot;><img src=x onerror=__xss(1)>" onload="__loaded=1" data-respect="x"',
  },
  'a language that is no language': { tag: 'data-locale="constructor"' },
  'an address for a server that runs something': { tag: 'data-api="javascript:__xss(1)"', widgets: [] },
  'an address for a server that is data': {
    tag: 'data-api="data:text/html,<script>parent.__xss(1)</script>"',
    widgets: [],
  },
  'hostile attributes of the elements': {
    body: fiveWidgets.replaceAll(
      '></',
      ' theme="&quot;><img src=x onerror=__xss(1)>" mode="x" open="javascript:__xss(1)" style="--hearth-accent:red;--hearth-radius:url(/x)" name="__proto__" lang="x" dir="x"></',
    ),
  },
  'elements made by hand': {
    script:
      'addEventListener("DOMContentLoaded", () => { const feed = document.createElement("hearth-feed"); feed.theme = { toString: () => "x" }; document.body.append(feed, feed.cloneNode()); });',
  },
};
