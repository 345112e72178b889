import { expected } from '../../scenario';

export default expected({
  upgrade: [['createIndex', 'ix', { table: 'item', columns: ['a'], where: "a <> ''" }]],
  back: false,
});
