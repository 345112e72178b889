import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'post', 'number', { type: 'integer' }],
    ['alterSequence', 'post_number_seq', { type: 'integer', max: '2147483647' }],
  ],
  back: [
    ['alterColumn', 'post', 'number', { type: 'smallint' }],
    ['alterSequence', 'post_number_seq', { type: 'smallint', max: '32767' }],
  ],
});
