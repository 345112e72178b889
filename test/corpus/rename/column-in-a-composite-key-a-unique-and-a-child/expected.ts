import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'seat', 'row', 'line'],
      ['renameColumn', 'ticket', 'seatRow', 'seatLine'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'seat' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'seat' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'ticket' }],
    ],
    asks: [
      ['--rename column:public.seat.row=line', '--drop column:public.seat.row'],
      [`--rename 'column:public.ticket."seatRow"="seatLine"'`, `--drop 'column:public.ticket."seatRow"'`],
    ],
    answers: ['--rename seat.row=line', '--rename ticket.seatRow=seatLine'],
  },
  back: false,
});
