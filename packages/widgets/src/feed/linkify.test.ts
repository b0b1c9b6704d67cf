import { expect } from '@open-wc/testing';
import { linkify, type Piece } from './linkify.ts';

const links = (text: string) => linkify(text).filter((piece) => typeof piece !== 'string');
const joined = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

describe('linkify', () => {
  it('finds http and https addresses and leaves the words around them', () => {
    expect(linkify('See https://a.example/x?y=1#z now')).to.deep.equal([
      'See ',
      { href: 'https://a.example/x?y=1#z', text: 'https://a.example/x?y=1#z' },
      '',
      ' now',
    ]);
    expect(links('HTTP://A.EXAMPLE')).to.deep.equal([
      { href: 'http://a.example/', text: 'HTTP://A.EXAMPLE' },
    ]);
  });

  it('leaves a sentence its punctuation and an address its own brackets', () => {
    expect(links('(https://a.example/b).')[0]).to.include({ text: 'https://a.example/b' });
    expect(links('https://a.example/b_(c)!')[0]).to.include({ text: 'https://a.example/b_(c)' });
  });

  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:a@b.example',
    '//evil.example',
    'https://',
    'https://bank.example@evil.example/',
    'https://user:secret@evil.example/',
  ]) {
    it(`makes no link of ${text}`, () => {
      expect(links(text)).to.deep.equal([]);
    });
  }

  it('ends an address where markup or a change of direction begins', () => {
    expect(links('https://a.example/"><img src=x onerror=alert(1)>')[0]).to.deep.equal({
      href: 'https://a.example/',
      text: 'https://a.example/',
    });
    expect(links('https://a.example/\u202egpj.exe')[0]).to.include({ text: 'https://a.example/' });
  });

  it('loses nothing of the text', () => {
    for (const text of [
      '',
      'https://a.example',
      '..https://a.example..\n\nhttps:// x',
      '😀 https://a.example/😀',
    ]) {
      expect(joined(linkify(text))).to.equal(text);
    }
  });
});
