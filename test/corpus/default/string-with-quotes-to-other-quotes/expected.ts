import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: '\'it`s "x"\'' }]],
  back: [['alterColumn', 'item', 'value', { default: '*' }]],
  synchronizeFails: 'syntax error',
});
