import { testFamilies } from './family';

testFamilies('enum');
