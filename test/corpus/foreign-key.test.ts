import { testFamilies } from './family';

testFamilies('foreign-key');
