import { expect } from '@open-wc/testing';
import { hueOf, initialsOf } from './author.ts';

describe('an author', () => {
  it('has the initials of the first and the last name', () => {
    expect(initialsOf('Ada Lovelace')).to.equal('AL');
    expect(initialsOf('Ana María de la Cruz')).to.equal('AC');
    expect(initialsOf('plato')).to.equal('P');
    expect(initialsOf('  ')).to.equal('');
    expect(initialsOf('😀 x')).to.equal('😀X');
  });

  it('has one colour for good, and neighbours differ', () => {
    expect(hueOf('mem_1')).to.equal(hueOf('mem_1'));
    const hues = new Set(Array.from({ length: 100 }, (_, index) => hueOf(`mem_${index}`)));
    expect([...hues].sort((a, b) => a - b)).to.deep.equal([30, 90, 150, 210, 270, 330]);
  });
});
