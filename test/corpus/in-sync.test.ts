import { testFamilies } from './family';

testFamilies('in-sync');
