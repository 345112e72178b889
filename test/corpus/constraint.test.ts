import { testFamilies } from './family';

testFamilies('constraint');
