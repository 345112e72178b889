import { testFamilies } from './family';

testFamilies('type');
