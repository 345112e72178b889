import { testFamilies } from './family';

testFamilies('key');
