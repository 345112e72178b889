import { testFamilies } from './family';

testFamilies('table');
