import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'Sel"ect_la"bels_enum', ["it's", 'a"b']],
    ['addColumn', 'Sel"ect', 'la"bels', { type: 'public.Sel"ect_la"bels_enum[]', nullable: false, default: "'{}'" }],
  ],
  back: [
    ['dropColumn', 'Sel"ect', 'la"bels'],
    ['dropEnum', 'Sel"ect_la"bels_enum'],
  ],
  synchronizeFails: 'syntax error',
});
