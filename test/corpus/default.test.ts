import { testFamilies } from './family';

testFamilies('default');
