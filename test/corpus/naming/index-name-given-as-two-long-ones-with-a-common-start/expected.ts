import { expected } from '../../scenario';

export default expected({
  upgrade: [
    [
      'createIndex',
      'iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiib',
      { table: 'long', columns: ['b'] },
    ],
  ],
  back: [['dropIndex', 'iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiib', { table: 'long' }]],
});
