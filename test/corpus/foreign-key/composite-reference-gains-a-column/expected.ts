import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'seat', 'hall', { type: 'integer', nullable: false, default: "'1'" }],
    ['addColumn', 'ticket', 'seatHall', { type: 'integer', nullable: true }],
    ['dropForeignKey', 'FK_*', { table: 'ticket' }],
    ['dropPrimaryKey', 'PK_*', { table: 'seat' }],
    ['createPrimaryKey', 'PK_*', { table: 'seat', columns: ['row', 'place', 'hall'] }],
    [
      'createForeignKey',
      'FK_*',
      {
        table: 'ticket',
        columns: ['seatRow', 'seatPlace', 'seatHall'],
        references: { table: 'seat', columns: ['row', 'place', 'hall'] },
      },
    ],
  ],
});
