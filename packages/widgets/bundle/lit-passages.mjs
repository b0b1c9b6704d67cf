// @ts-check
/**
 * What of Lit the script tag's widgets never use, whose bytes are counted: hooks of other environments (server
 * rendering, old browsers), other ways to declare, and templates of other kinds. Each pair is a passage of Lit's own
 * production build, and what is left of it. A Lit that does not have one of them stops the build: then look again.
 */
/** @type {Record<string, readonly (readonly [passage: string, rest: string])[]>} */
const passages = {
  'reactive-element.js': [
    [',p=a.reactiveElementPolyfillSupport', ''],
    [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
    // Standard decorators, and their registry.
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    [',void 0!==t.l&&(this.l=[...t.l])', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    ['removeController(t){this._$EO?.delete(t)}', ''],
    // Attributes that hold JSON, converters of one's own, and other ways to compare.
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    ['(void 0!==i.converter?.toAttribute?i.converter:u)', 'u'],
    [
      '"function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u',
      'u',
    ],
    [',converter:u,reflect:!1,useDefault:!1,hasChanged:f', ''],
    [
      '!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i)))',
      '!f(h,s)',
    ],
    // A default value that does not reflect.
    ['this[e]=r??this._$Ej?.get(e)??r', 'this[e]=r'],
    [
      'C(t,s,{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),',
      'C(t,s,{reflect:e}){(this._$AL.has(t)||(this.hasUpdated||(s=void 0),',
    ],
    ['this._$EO?.forEach(t=>t.hostUpdate?.()),', ''],
    // Accessors written by hand beneath a decorator, updates put off or called off, styles given twice.
    [
      'const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)},',
      'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)},',
    ],
    [
      'const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}',
      'this.performUpdate();return!this.isUpdatePending}',
    ],
    [
      't=this.shouldUpdate(s),t?(this.willUpdate(s),this.update(s)):this._$EM()',
      't=!0,this.willUpdate(s),this.update(s)',
    ],
    [
      'return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}',
      'return this._$ES}',
    ],
    [
      'const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i',
      'return s?[s].flat(1/0):[]',
    ],
    [',this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0)', ''],
    [
      'const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}',
      '',
    ],
  ],
  'lit-html.js': [
    [
      'const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z},B=t.litHtmlPolyfillSupport;',
      'const j={I:k};',
    ],
    ['B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', ''],
    // Templates of SVG's and MathML's inner elements, and templates compiled ahead.
    ['let n,l=2===i?"<svg>":3===i?"<math>":"",c=v', 'let n,l="",c=v'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    [
      'if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}',
      'this.el=S.createElement(f,e),P.currentNode=this.el.content;',
    ],
    [
      '{const{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);',
      '{const{values:i}=t,e=this._$AC(t);',
    ],
    // Values inside of comments.
    ['else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}', ''],
    // Directives that go on after their rendering, and the tree they walk; getters for directives of others.
    [
      'this._$AN=void 0,this._$AD=t,this._$AM=i}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}',
      'this._$AD=t,this._$AM=i}get parentNode(){return this._$AM.parentNode}',
    ],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    ['this._$AN=void 0,this._$AA=t,', 'this._$AA=t,'],
    [',this._$Cv=e?.isConnected??!0}', '}'],
    ['get startNode(){return this._$AA}get endNode(){return this._$AB}', ''],
    ['for(this._$AP?.(!1,!0,s);t!==this._$AB;)', 'for(;t!==this._$AB;)'],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
    ['this._$AN=void 0,this.element=t,this.name=i,', 'this.element=t,this.name=i,'],
    ['h?._$AO?.(!1),', ''],
    // Values of an element itself, and documents other than the page's.
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', ''],
    ['(t?.creationScope??l).importNode', 'l.importNode'],
    // Listeners with options.
    [
      'const s=this._$AH,e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);',
      'const s=this._$AH,e=t===A&&s!==A,h=t!==A&&s===A;',
    ],
  ],
  'lit-element.js': [
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''],
    [
      'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}',
      '',
    ],
    ['i._$litElement$=!0,', ''],
    [
      ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});',
      ';',
    ],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
  ],
};

/**
 * Lit's file without what no widget of ours uses; null for any other file.
 *
 * @param {string} id the file's path or address
 * @param {string} code
 * @returns {string | null}
 * @throws Error when this is a Lit that the passages were not written for
 */
export function withoutUnused(id, code) {
  const [, file = ''] =
    /node_modules[\\/](?:@lit[\\/])?[\w-]+[\\/]([\w-]+\.js)$/.exec(id.split('?')[0] ?? '') ?? [];
  if (!Object.hasOwn(passages, file)) return null;
  let compact = code;
  for (const [passage, rest] of passages[file] ?? []) {
    if (!compact.includes(passage)) throw new Error(`${file} has no longer: ${passage}`);
    compact = compact.replace(passage, () => rest);
  }
  return compact;
}
