import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameSchema', 'app', 'core']],
    asks: [['--rename schema:app=core', '--keep schema:app']],
    answers: ['--rename schema:app=core'],
  },
  back: {
    operations: [['renameSchema', 'core', 'app']],
    asks: [['--rename schema:core=app', '--keep schema:core']],
    answers: ['--rename schema:core=app'],
  },
});
