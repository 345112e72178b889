import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'person', 'age', 'ageInDays'],
      ['alterColumn', 'person', 'ageInDays', { type: 'bigint' }],
    ],
    answers: ['--rename person.age=ageInDays'],
  },
  back: {
    operations: [
      ['renameColumn', 'person', 'ageInDays', 'age'],
      ['alterColumn', 'person', 'age', { type: 'integer' }],
    ],
    answers: ['--rename person.ageInDays=age'],
  },
});
