import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      [
        'alterTable',
        'ticket',
        {
          columns: {
            id: { type: 'bigint', default: "nextval('tickets')" },
            day: { type: 'timestamptz', default: 'now()' },
          },
        },
      ],
    ],
    changes: ['ticket.day'],
  },
  back: {
    operations: [
      [
        'alterTable',
        'ticket',
        {
          columns: {
            id: { type: 'integer', default: "nextval('tickets')" },
            day: { type: 'date', default: "('now'::text)::date" },
          },
        },
      ],
    ],
    changes: ['ticket.day'],
  },
});
