import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'person', 'first', 'firstName'],
      ['renameColumn', 'person', 'last', 'lastName'],
    ],
    asks: [
      [
        `--rename 'column:public.person.first="firstName"'`,
        `--rename 'column:public.person.first="lastName"'`,
        '--drop column:public.person.first',
      ],
      [
        `--rename 'column:public.person.last="lastName"'`,
        `--rename 'column:public.person.last="firstName"'`,
        '--drop column:public.person.last',
      ],
    ],
    answers: ['--rename person.first=firstName', '--rename person.last=lastName'],
  },
  back: {
    operations: [
      ['renameColumn', 'person', 'firstName', 'first'],
      ['renameColumn', 'person', 'lastName', 'last'],
    ],
    asks: [
      [
        `--rename 'column:public.person."firstName"=first'`,
        `--rename 'column:public.person."firstName"=last'`,
        `--drop 'column:public.person."firstName"'`,
      ],
      [
        `--rename 'column:public.person."lastName"=last'`,
        `--rename 'column:public.person."lastName"=first'`,
        `--drop 'column:public.person."lastName"'`,
      ],
    ],
    answers: ['--rename person.firstName=first', '--rename person.lastName=last'],
  },
});
