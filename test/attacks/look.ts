import type { Frame } from 'playwright-core';

/** What is in a document and in everything within it. */
export interface Seen {
  /** Everything that can be read in it: texts, values of fields, attributes. */
  text: string;
  /** What no template of ours has, so that content must have made it. */
  faults: string[];
  links: number;
}

/** Names of elements that no widget and no page of the console is made of. */
const foreign =
  'script iframe frame frameset object embed applet link meta base style img image video audio source track picture ' +
  'math maction mglyph animate set foreignobject use marquee xss portal plaintext xmp listing isindex keygen template ' +
  'font b-x';

/**
 * Goes through a frame, or the elements of a name within it, with all shadow roots. `own` are selectors of what is ours
 * though its name is above, such as an avatar's picture.
 */
export const look = (frame: Frame, own: readonly string[], within = 'html'): Promise<Seen> =>
  frame.evaluate(
    ({ foreign, own, within }) => {
      const seen = { text: '', faults: [] as string[], links: 0 };
      const names = new Set(foreign.split(' '));
      const texts: string[] = [];
      const fault = (element: Element, why: string) =>
        seen.faults.push(`${why}: ${element.outerHTML.slice(0, 200)}`);

      const hostOf = (element: Element) => {
        const root = element.getRootNode();
        return root instanceof ShadowRoot ? root.host.localName : '';
      };
      const inspect = (element: Element) => {
        const isOurs = own.some((selector) => element.matches(selector));
        if (names.has(element.localName) && !isOurs) fault(element, 'an element that is not ours');
        for (const { name, value } of element.attributes) {
          texts.push(value);
          if (/^on|^srcdoc$|^formaction$|^ping$|^action$|^is$|^nonce$/.test(name))
            fault(element, `an attribute ${name}`);
          if (/^(xlink:)?href$|^src$/.test(name) && !isOurs && element.localName !== 'a')
            fault(element, name);
          if (name === 'style' && /url|expression|import|@|\\/i.test(value)) fault(element, 'a style');
        }
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
          texts.push(element.value);
        if (!(element instanceof HTMLAnchorElement) || !element.hasAttribute('href')) return;
        seen.links += 1;
        if (!/^(https?|mailto):$/.test(element.protocol)) fault(element, 'a link that may run something');
        const isMembers = hostOf(element) === 'hearth-feed' || element.target === '_blank';
        if (isMembers && element.rel !== 'nofollow ugc noopener') fault(element, 'a member’s link');
      };
      const walk = (root: Element | ShadowRoot) => {
        texts.push(root.textContent ?? '');
        if (root instanceof Element && root.shadowRoot) walk(root.shadowRoot);
        for (const element of root.querySelectorAll('*')) {
          inspect(element);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      for (const root of document.querySelectorAll(within)) walk(root);
      texts.push(document.title);
      seen.text = texts.join('\n');
      return seen;
    },
    { foreign, own, within },
  );
