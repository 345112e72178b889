import { testFamilies } from './family';

testFamilies('rename');
