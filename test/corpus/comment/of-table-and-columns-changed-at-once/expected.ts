import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['comment', { table: 'item' }, 'two'],
    ['comment', { table: 'item', column: 'id' }, 'b'],
    ['comment', { table: 'item', column: 'value' }, '\\ line\nnext'],
  ],
  back: [
    ['comment', { table: 'item' }, 'one'],
    ['comment', { table: 'item', column: 'id' }, 'a'],
    ['comment', { table: 'item', column: 'value' }, '"x"'],
  ],
});
